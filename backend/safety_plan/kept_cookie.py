"""The HTTP side of keeping the plan: the secret in a cookie of its own, which opens nothing."""

from __future__ import annotations

from flask import Response, after_this_request, request

from backend.core import http

COOKIE = "waymark_kept"
# Sent only with what asks the service, never with pages and files.
PATH = "/api/"
# As long as a browser keeps any cookie; begun anew at each visit.
KEPT_SECONDS = 400 * 24 * 3600


def secret() -> str | None:
    """What the browser that asks holds."""
    return request.cookies.get(COOKIE)


def hand_over(given: str) -> None:
    """Give the secret to the browser with the answer, if the request ends well."""
    http.hand_cookie(given, KEPT_SECONDS, name=COOKIE, path=PATH)


def take_back(status: int) -> None:
    """Clear the secret when the answer has that status."""

    @after_this_request
    def clear(response: Response) -> Response:
        if response.status_code == status and secret() is not None:
            http.clear_cookie(response, name=COOKIE, path=PATH)
        return response
