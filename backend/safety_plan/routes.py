"""The plan itself. Brings along the slice's other routes."""

from __future__ import annotations

from backend.safety_plan import agreeing_routes, keeping_routes, photo_routes
from backend.safety_plan.blueprint import blp

__all__ = ["agreeing_routes", "blp", "keeping_routes", "photo_routes"]
