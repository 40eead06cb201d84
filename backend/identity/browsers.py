"""The HTTP side of signing in: where a request comes from, and the cookie that its browser keeps."""

from __future__ import annotations

from flask import Response, after_this_request, request

from backend.core import http
from backend.identity.sessions import LONGEST
from backend.identity.sign_in import Browser


def this_browser() -> Browser:
    """The browser that asks."""
    return Browser(request.remote_addr or "", request.user_agent.string)


def hand_over(token: str) -> None:
    """Give the session's secret to the browser with the answer, if the request ends well."""
    http.hand_cookie(token, int(LONGEST.total_seconds()))


def forget() -> None:
    """Take the secret back, and have the browser drop what it kept of our answers."""

    @after_this_request
    def clear(response: Response) -> Response:
        http.clear_cookie(response)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response
