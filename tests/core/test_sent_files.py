"""A file as a body: only where a route says so, only of its types, only up to its size, and only from our own pages."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.core.own_service import FILE_BYTES, PROBE, ask
from tests.core.test_errors import problem

FILES, NOTES = f"{PROBE}/files", f"{PROBE}/notes"


def send(app: Flask, body: bytes, kind: str = "image/png", path: str = FILES, **more: Any) -> TestResponse:
    return ask(app, "POST", path, data=body, content_type=kind, **more)


@pytest.mark.parametrize("body", [b"", b"\x89PNG", b"{not json", b"x" * 70_000, b"x" * FILE_BYTES])
def test_the_route_gets_the_very_bytes(own_app: Flask, body: bytes) -> None:
    answer = send(own_app, body)
    assert (answer.status_code, answer.json) == (200, {"words": str(len(body))}), answer.text


def test_its_type_may_say_more(own_app: Flask) -> None:
    assert send(own_app, b"x", "image/PNG; charset=binary").status_code == 200


@pytest.mark.parametrize(
    "kind", ["application/json", "image/gif", "image/*", "text/plain", "multipart/form-data; boundary=x", ""]
)
def test_another_type_is_refused_in_the_routes_own_words(own_app: Flask, kind: str) -> None:
    problem(send(own_app, b"{}", kind), 422, "probe.wrong_file")


def test_one_byte_more_is_refused_in_the_routes_own_words(own_app: Flask) -> None:
    problem(send(own_app, b"x" * (FILE_BYTES + 1)), 413, "probe.large_file")


def test_what_does_not_say_its_length_is_measured_too(own_app: Flask) -> None:
    """Sent in pieces, as proxies do: the server then marks the end, and nothing beyond the limit is read."""
    ended = {"wsgi.input_terminated": True, "CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    assert send(own_app, b"x" * 10, environ_overrides=ended).json == {"words": "10"}
    problem(send(own_app, b"x" * (FILE_BYTES + 1), environ_overrides=ended), 413, "probe.large_file")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_it_comes_from_our_own_pages_alone(own_app: Flask, origin: str) -> None:
    problem(send(own_app, b"x", headers={"Origin": origin}), 403, "http.foreign_origin")


def test_other_routes_take_no_files_as_before(own_app: Flask) -> None:
    problem(send(own_app, b"x", path=NOTES), 415, "http.malformed")
    problem(send(own_app, b"x" * 70_000, path=NOTES), 413, "http.too_large")
    problem(send(own_app, b'"' + b"x" * 70_000 + b'"', "application/json", NOTES), 413, "http.too_large")


def test_only_photos_are_taken_as_files(whole_app: Flask) -> None:
    taking = {
        rule.rule
        for rule in whole_app.url_map.iter_rules()
        if hasattr(whole_app.view_functions[rule.endpoint], "takes_file")
    }
    assert taking == {"/api/my-plan/photos/<uuid:photo_id>"}, "Another route takes files: is that meant?"
