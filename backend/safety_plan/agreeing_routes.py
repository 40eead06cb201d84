"""Agreeing about the plan, and having it on paper."""

from __future__ import annotations
