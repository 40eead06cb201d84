"""One shape for everything that goes wrong, in words that may be shown, and nothing of anybody in the logs."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
import structlog
from flask import Flask
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.config import Config
from backend.core import errors, http
from tests.cast import Cast
from tests.core.own_service import PROBE, SECRET, ask

NOTES = f"{PROBE}/notes"
SHAPE = {"type", "title", "status", "detail", "code"}


def problem(response: TestResponse, status: int, code: str) -> dict[str, Any]:
    """The answer, checked for its shape."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    body: dict[str, Any] = response.get_json(force=True)
    assert set(body) - {"fields"} == SHAPE
    assert (body["type"], body["status"], body["code"]) == ("about:blank", status, code)
    assert body["detail"].endswith((".", "!")), "Whole sentences, fit to show."
    assert all(isinstance(words, list) and words for words in body.get("fields", {}).values())
    return body


def send(app: Flask, body: bytes, content_type: str | None = "application/json") -> TestResponse:
    return ask(app, "POST", NOTES, data=body, content_type=content_type)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"words": }',
        b"\xff\xfe{}",
        b'{"words": "\xc3"}',
        b"[" * 30_000,
        b'{"words":' * 6_000,
        b'{"words": ' + b"1" * 5000 + b"}",
    ],
    ids=["cut", "hole", "utf16", "half-letter", "deep-list", "deep-object", "huge-number"],
)
def test_what_is_no_json_is_malformed(own_app: Flask, body: bytes) -> None:
    problem(send(own_app, body), 400, "http.malformed")


@pytest.mark.parametrize("body", [b"[]", b'"words"', b"7", b"null", b"true"])
def test_json_that_is_no_object_is_bad_input(own_app: Flask, body: bytes) -> None:
    assert problem(send(own_app, body), 422, "http.bad_input")["fields"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"words": 7}, "words"),
        ({"words": None}, "words"),
        ({"words": ["a"]}, "words"),
        ({"words": "a" * 4001}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"words": "\ud800"}, "words"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "\udfff"}, "name"),
        ({"inner": {"colour": "\ud800"}}, "inner"),
        ({"inner": {"size": 1}}, "inner.size"),
        ({"how": "pigeon"}, "how"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_each_wrong_field_is_named(own_app: Flask, sent: dict[str, Any], field: str) -> None:
    body = problem(send(own_app, json.dumps(sent).encode()), 422, "http.bad_input")
    assert [name for name in body["fields"] if name.startswith(field)]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_words_sent_as_something_else_are_refused_and_not_lost(own_app: Flask, content_type: str | None) -> None:
    """Read as empty, they would be saved as nothing, and the device would believe that they were safe."""
    problem(send(own_app, b'{"words": "help"}', content_type), 415, "http.malformed")


def test_nothing_at_all_is_an_empty_object(own_app: Flask) -> None:
    assert send(own_app, b"", None).json == {"words": ""}


def test_words_come_back_trimmed_and_whole(own_app: Flask) -> None:
    assert send(own_app, '{"words": "  Zoë 👩🏽‍🦽 \\ud83d\\ude00  "}'.encode()).json == {"words": "Zoë 👩🏽‍🦽 😀"}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/api/nothing", "/api/", "/api/step-ups/not-an-id", "/api/probe"])
def test_an_unknown_address_is_not_found(own_app: Flask, method: str, path: str) -> None:
    problem_of = ask(own_app, method, path)
    assert problem_of.status_code == 404, problem_of.text
    problem(problem_of, 404, "http.not_found")


@pytest.mark.parametrize(("method", "path", "allowed"), [("GET", NOTES, {"POST"}), ("DELETE", "/api/me", {"GET"})])
def test_a_method_that_is_not_taken_says_which_are(own_app: Flask, method: str, path: str, allowed: set[str]) -> None:
    response = ask(own_app, method, path)
    problem(response, 405, "http.not_allowed")
    assert set(response.headers["Allow"].split(", ")) - {"OPTIONS", "HEAD"} == allowed


def test_what_is_too_long_is_refused(own_app: Flask) -> None:
    body = problem(send(own_app, b'{"words": "' + b"a" * http.MAX_BODY_BYTES + b'"}'), 413, "http.too_large")
    assert "still on this device" in body["detail"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_unforeseen_tells_nobody_what_was_in_it(
    own_app: Flask, method: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with structlog.testing.capture_logs() as lines:
        response = ask(own_app, method, f"{PROBE}/breaks?words=help")
    problem(response, 500, "http.broken")
    assert SECRET not in response.text
    assert [(line["event"], line["kind"]) for line in lines] == [("request_broken", "RuntimeError")]
    assert "own_service.py" in lines[0]["where"]
    written = str(lines) + caplog.text + "".join(capfd.readouterr())
    assert SECRET not in written
    assert "help" not in written


def test_a_failing_log_gives_nothing_away(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Standard error may be gone. Flask would then log the whole message of what went wrong before."""

    def gone(*_: object, **__: object) -> None:
        raise ValueError("I/O operation on closed file.")

    monkeypatch.setattr(http, "log", type("Gone", (), {"error": gone})())
    with caplog.at_level(logging.DEBUG):
        response = ask(own_app, "GET", f"{PROBE}/breaks")
    problem(response, 500, "http.broken")
    assert SECRET not in caplog.text


def test_two_at_once_is_a_conflict_and_not_a_failure(own_app: Flask) -> None:
    response = ask(own_app, "POST", f"{PROBE}/constraint")
    problem(response, 409, "http.conflict")
    assert "attempts" not in response.text


@pytest.fixture
def without_database(config: Config) -> Flask:
    away = "postgresql://waymark_web@/waymark?host=/nonexistent"
    return create_app(replace(config, database_url=away))


@pytest.mark.parametrize("path", ["/api/me", "/api/demo/messages"])
def test_a_database_that_is_away_is_said_plainly(without_database: Flask, path: str) -> None:
    response = ask(without_database, "GET", path, headers={"Cookie": f"{http.COOKIE}=made-up"})
    assert response.status_code == 503
    assert response.json["code"] == "http.unavailable"
    assert "try again" in response.json["detail"]
    assert "socket" not in response.text


def test_the_shell_opens_without_a_database(without_database: Flask) -> None:
    assert ask(without_database, "GET", "/my-requests").status_code == 200


def test_every_refusal_has_its_status() -> None:
    def below(kind: type[errors.Refusal]) -> list[type[errors.Refusal]]:
        return [kind, *(inner for sub in kind.__subclasses__() for inner in below(sub))]

    kinds = [kind for sub in errors.Refusal.__subclasses__() for kind in below(sub)]
    assert len(kinds) > 15
    homeless = [kind.__name__ for kind in kinds if not issubclass(kind, tuple(http.STATUS))]
    assert homeless == []
    assert [kind.__name__ for kind in kinds if not kind.words.endswith(".")] == []
    assert [kind.__name__ for kind in kinds if "." not in kind.code] == []


def test_signed_out_takes_the_dead_cookie_back(cast: Cast) -> None:
    response = cast.nobody.respond("GET", "/api/me", headers={"Cookie": f"{http.COOKIE}=made-up"})
    problem(response, 401, "identity.signed_out")
    assert "Expires=Thu, 01 Jan 1970" in response.headers["Set-Cookie"]
