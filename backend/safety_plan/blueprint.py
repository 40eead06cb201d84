"""The slice's one blueprint, which its files of routes share."""

from __future__ import annotations

from flask_smorest import Blueprint

blp = Blueprint(
    "safety_plan",
    __name__,
    url_prefix="/api",
    description="A person's safety plan: what helps, photos, who agreed, where it is kept.",
)
