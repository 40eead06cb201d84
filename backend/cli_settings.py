"""Where the operator's commands find their settings, and on whose behalf they meet the database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from backend.config import Config, read_config


@contextmanager
def config_here() -> Iterator[Config]:
    """The settings from the environment; without any, those of the demo under .waymark/."""
    from backend import demo

    if os.environ.get("WAYMARK_DATABASE_URL") or not demo.FOLDER.exists():
        yield read_config()
        return
    with demo.environment() as settings:
        yield read_config(settings)


@contextmanager
def as_owner() -> Iterator[Config]:
    """Inside the application on the owner's role: operators' commands are not bound by row-level security."""
    from backend.app import make_base

    with config_here() as config:
        if not config.owner_database_url:
            sys.exit("Please set WAYMARK_OWNER_DATABASE_URL: PostgreSQL as the role waymark_owner.")
        with make_base(config, config.owner_database_url).app_context():
            yield config
