"""Routes of this slice."""

from __future__ import annotations

from flask_smorest import Blueprint

blp = Blueprint("step_up", __name__, url_prefix="/api")
