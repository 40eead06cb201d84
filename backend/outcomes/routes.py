"""Instruments as data, what a person answered, scores, and change in words."""

from __future__ import annotations

from flask_smorest import Blueprint

blp = Blueprint(
    "outcomes",
    __name__,
    url_prefix="/api",
    description="Instruments as data, what a person answered, scores, and change in words.",
)
