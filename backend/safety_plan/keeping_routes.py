"""Which browsers keep the plan, and forgetting one."""

from __future__ import annotations
