"""The session's cookie: out of reach of scripts and of other sites."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, Response

from backend.config import Config
from backend.core import http


def cookie_at(address: str, config: Config, do: str = "set") -> set[str]:
    """The attributes of the cookie that a service at that address hands out."""
    app = Flask("cookies")
    app.config["WAYMARK"] = replace(config, address=address)
    response = Response()
    with app.test_request_context():
        if do == "set":
            http.set_cookie(response, "secret", 3600)
        else:
            http.clear_cookie(response)
    return set(response.headers["Set-Cookie"].split("; "))


def test_it_is_for_this_site_and_no_script(config: Config) -> None:
    given = cookie_at("https://waymark.example", config)
    assert {"waymark_session=secret", "HttpOnly", "SameSite=Strict", "Path=/", "Secure", "Max-Age=3600"} <= given
    assert not any(part.startswith("Domain") for part in given)


@pytest.mark.parametrize(("address", "is_secure"), [
    ("http://localhost:8000", False),
    ("http://localhost", False),
    ("https://localhost:8000", True),
    ("http://waymark.example", True),
    ("http://localhost.evil.example", True),
])  # fmt: skip
def test_only_on_this_very_machine_it_goes_without_tls(config: Config, address: str, is_secure: bool) -> None:
    assert ("Secure" in cookie_at(address, config)) is is_secure


def test_it_is_taken_back_in_the_same_way(config: Config) -> None:
    given = cookie_at("https://waymark.example", config, "clear")
    assert {"waymark_session=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=0"} <= given
