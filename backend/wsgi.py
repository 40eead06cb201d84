"""What the web server starts: `granian --interface wsgi --factory backend.wsgi:make_app`."""

from __future__ import annotations

from flask import Flask

from backend.app import create_app
from backend.config import read_config


def make_app() -> Flask:
    """The web application, configured from the environment."""
    return create_app(read_config())
