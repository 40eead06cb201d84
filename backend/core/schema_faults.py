"""What is wrong with a body, as {field: [words]}."""

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import HTTPException


def schema_faults(error: HTTPException) -> dict[str, list[str]]:
    """Webargs hangs marshmallow's messages on the error, nested as the body is: field names joined by dots."""
    messages = getattr(error, "data", {}).get("messages", {})
    faults: dict[str, list[str]] = {}
    for place in messages.values() if isinstance(messages, dict) else ():
        _flatten(place, "", faults)
    return faults


def _flatten(messages: Any, name: str, faults: dict[str, list[str]]) -> None:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            _flatten(inner, f"{name}.{key}" if name else str(key), faults)
    elif isinstance(messages, list):
        faults.setdefault(name or "_", []).extend(str(item) for item in messages)
    else:
        faults.setdefault(name or "_", []).append(str(messages))
