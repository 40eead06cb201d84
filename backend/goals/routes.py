"""A person's own goals: wording, steps, who helps, and how near."""

from __future__ import annotations

from flask_smorest import Blueprint

blp = Blueprint(
    "goals", __name__, url_prefix="/api", description="A person's own goals: wording, steps, who helps, and how near."
)
