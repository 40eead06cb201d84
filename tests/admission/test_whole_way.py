"""The whole way over HTTP, there and back, with the provider's answer put in its place: what stays of a refusal, and whom it lets in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.openid import protocol, providers
from backend.openid.protocol import Proof, Start
from tests.admission.coming import ANOTHERS, HERS, NHS_LOGIN, proof, questions
from tests.cast import ADDRESS, Cast
from tests.sharing.steps import invite, token_of, trust

ORIGIN = {"Origin": ADDRESS}
Way = Callable[..., Any]


@pytest.fixture
def way(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Way:
    """Go there and come back as `shown`, in one browser. Answers the response of the way back."""
    client: FlaskClient = app.test_client()
    answers: list[Proof] = []
    started = iter(range(100))
    monkeypatch.setattr(providers._Held, "providers", (NHS_LOGIN,))
    monkeypatch.setattr(
        protocol, "start", lambda *_, **__: Start("https://nhs-login.example/", f"state-{next(started)}", "n", "")
    )
    monkeypatch.setattr(protocol, "finish", lambda *_, **__: answers.pop())

    def go(shown: Proof, purpose: str, **invitation: str) -> Any:
        asked: dict[str, Any] = {"purpose": purpose, "lower": True}
        asked |= {"invitation": invitation} if invitation else {}
        begun = client.post("/api/openid/nhs-login/begin", json=asked, headers=ORIGIN)
        if begun.status_code != 200:
            return begun
        answers.append(shown)
        state = f"state-{next(started) - 1}"
        return client.post("/api/openid/finish", json={"state": state, "code": "c"}, headers=ORIGIN)

    go.client = client  # type: ignore[attr-defined]
    return go


def test_she_joins_and_her_record_is_open(cast: Cast, way: Way) -> None:
    answer = way(proof(), "join", token=token_of(invite(cast, nhs_number=HERS)))
    assert (answer.status_code, answer.json["outcome"]) == (200, "joined"), answer.json
    assert answer.json["me"]["is_person"]
    assert way.client.get("/api/my-team").status_code == 200  # type: ignore[attr-defined]


def test_a_misfit_is_refused_and_what_it_left_stays(cast: Cast, way: Way) -> None:
    token = token_of(invite(cast, nhs_number=HERS))
    answer = way(proof(number=ANOTHERS), "join", token=token)
    assert (answer.status_code, answer.json["code"]) == (403, "admission.does_not_fit")
    assert way.client.get("/api/me").status_code == 401  # type: ignore[attr-defined]
    assert [row["kind"] for row in questions(cast.asha)] == ["number_differs"]
    cast.nobody.post("/api/invitations/open", {"token": token}, expect=403)


def test_a_lower_level_waits_and_its_page_moves_on_by_itself(cast: Cast, way: Way) -> None:
    answer = way(proof(level="P5", number=None), "join", token=token_of(invite(cast)))
    assert (answer.json["outcome"], answer.json["me"]["is_person"]) == ("waiting", False)
    client = way.client  # type: ignore[attr-defined]
    assert client.get("/api/waiting").json["state"] == "waiting"
    (row,) = cast.asha.get("/api/arrivals")["arrivals"]
    body = {"decision": "confirm", "identity_check": "known_to_me"}
    cast.asha.put(f"/api/arrivals/{row['id']}/decision", body)
    assert client.get("/api/waiting").json["state"] == "none"
    assert client.get("/api/me").json["is_person"]


def test_a_carer_says_yes(cast: Cast, way: Way) -> None:
    invited = trust(cast.alex, "about_me")
    answer = way(proof("lee", "P0", None), "trusted", token=token_of(invited), short_code=invited["code"])
    assert (answer.json["outcome"], answer.json["me"]["is_trusted"]) == ("joined", True)


def test_what_does_not_open_is_refused_before_anybody_is_sent_away(cast: Cast, way: Way) -> None:
    assert way(proof(), "join", token="guess").json["code"] == "sharing.invitation_refused"
    invited = trust(cast.alex, "about_me")
    wrong = f"{(int(invited['code']) + 1) % 10**6:06d}"
    answer = way(proof(), "trusted", token=token_of(invited), short_code=wrong)
    assert (answer.status_code, answer.json["code"]) == (403, "sharing.wrong_code")


def test_a_stranger_is_unknown_and_nobody_is_signed_in(cast: Cast, way: Way) -> None:
    answer = way(proof(), "sign_in")
    assert (answer.json["outcome"], answer.json["me"]) == ("unknown", None)
    assert way.client.get("/api/me").status_code == 401  # type: ignore[attr-defined]
