"""The HTTP side of starts under way: the browser's secret in a cookie of its own, which opens nothing by itself."""

from __future__ import annotations

from flask import request

from backend.core import http
from backend.core.ids import new_token
from backend.openid.browser_secret import LONGEST

COOKIE = "waymark_browser"
PATH = "/api/openid"
KEPT_SECONDS = 3600


def secret() -> str | None:
    """What the browser that asks holds."""
    held = request.cookies.get(COOKIE)
    return held if held and len(held) <= LONGEST else None


def secret_to_keep() -> str:
    """The same, or a new one; either way the browser keeps it for another hour, if the request ends well.

    One for all tabs: two of them may be under way at once.
    """
    kept = secret() or new_token()
    http.hand_cookie(kept, KEPT_SECONDS, name=COOKIE, path=PATH)
    return kept
