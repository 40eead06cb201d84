"""Routes of this slice."""

from __future__ import annotations

from flask_smorest import Blueprint

blp = Blueprint("notifications", __name__, url_prefix="/api")
demo = Blueprint("demo", __name__, url_prefix="/api/demo")
