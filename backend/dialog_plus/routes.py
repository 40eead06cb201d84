"""DIALOG+: conversations about up to three areas of life, agreed actions, and the plan they make."""

from __future__ import annotations

from flask_smorest import Blueprint

blp = Blueprint(
    "dialog_plus",
    __name__,
    url_prefix="/api",
    description="DIALOG+: conversations about up to three areas of life, agreed actions, and the plan they make.",
)
