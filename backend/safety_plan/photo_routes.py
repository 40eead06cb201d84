"""Photos of what keeps her going."""

from __future__ import annotations
