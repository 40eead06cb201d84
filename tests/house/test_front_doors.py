"""Every route says who may call it, and keeps to it."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule

from backend.core import http
from tests.cast import Cast, Member

GUARDS = frozenset({"anybody", "signed_in", "person", "worker"})

# Routes that need nobody to be signed in. A new one is written down here by hand, with its reason.
OPEN_TO_ANYBODY = {
    ("GET", "/"): "the empty shell of the app",
    ("GET", "/<page:page>"): "the empty shell of the app",
    ("GET", "/health"): "whether this process runs",
    ("GET", "/health/ready"): "whether the service can work, for the proxy in front of it",
    ("GET", "/api/service"): "the service's name, its push key and the crisis numbers",
    ("POST", "/api/sign-in/passkey/options"): "nobody is signed in yet; asks for nobody's name",
    ("POST", "/api/sign-in/passkey"): "the signature is the proof",
    ("POST", "/api/sign-in/codes"): "nobody is signed in yet; one answer for everybody",
    ("POST", "/api/sign-in/codes/<uuid:code_id>/use"): "the code is the proof",
    ("POST", "/api/sign-in/links/use"): "the token is the proof",
    ("GET", "/api/openid/providers"): "nobody is signed in yet; names of services, and whether they answer",
    ("GET", "/api/openid/keys"): "our public keys, for those services",
    ("POST", "/api/openid/<string:key>/begin"): "nobody is signed in yet; asks for nobody's name",
    ("POST", "/api/openid/finish"): "what the service signs is the proof",
    ("POST", "/api/openid/<string:key>/logout"): "from the service itself, whose signature is the proof",
    ("POST", "/api/invitations/open"): "the invitation's secret is the proof",
    ("POST", "/api/invitations/join/options"): "the invitation's secret is the proof",
    ("POST", "/api/invitations/join"): "the invitation's secret is the proof",
    ("POST", "/api/invitations/join/codes"): "the invitation's secret is the proof",
    ("POST", "/api/invitations/join/codes/<uuid:code_id>/use"): "the invitation's secret and the code are the proof",
    ("POST", "/api/trusted/open"): "the link's secret is the proof",
    ("POST", "/api/trusted/decline"): "the link's secret is the proof",
    ("POST", "/api/trusted/join/options"): "the link's secret is the proof",
    ("POST", "/api/trusted/join"): "the link's secret and the short code are the proof",
    ("POST", "/api/trusted/join/codes"): "the link's secret is the proof",
    ("POST", "/api/trusted/join/codes/<uuid:code_id>/use"): "secret, short code and digits are the proof",
    ("POST", "/api/deliveries/<uuid:delivery_id>/shown"): "from a service worker; the delivery's id is the capability",
    (
        "GET",
        "/api/public/teams/<uuid:team_id>",
    ): "what stands on a team's door; carers who were not invited reach it here",
    (
        "PUT",
        "/api/public/teams/<uuid:team_id>/messages/<uuid:message_id>",
    ): "staff may always listen; nothing comes back",
    ("GET", "/api/carers-help"): "the trust's own words for carers",
    ("GET", "/api/kept-plan"): "the phone's own secret is the proof; nothing but an id comes back",
    ("DELETE", "/api/kept-plan"): "the phone's own secret is the proof; she may have signed out already",
    ("GET", "/api/demo/messages"): "registered in the demo only: one signs in with what stands there",
}
# Called by another service, with no page of ours and no session.
CALLED_BY_SERVERS = {("POST", "/api/openid/<string:key>/logout")}
# Any signed-in account comes in here, person or worker; the service decides with the record in hand. In identity, openid
# and notifications everything is about one's own account, so only the other slices are listed.
OPEN_TO_BOTH = {
    ("GET", "/api/step-ups/<uuid:step_up_id>"): "the person and her team read the same request",
    ("PUT", "/api/step-ups/<uuid:step_up_id>/notes/<uuid:act_id>"): "both may add words",
    ("PUT", "/api/step-ups/<uuid:step_up_id>/reopenings/<uuid:act_id>"): "both may open it again",
    ("GET", "/api/waiting"): "who waits is neither yet",
    ("GET", "/api/records/<uuid:record_id>/nhs-number"): "she and her team see the end of it",
    ("POST", "/api/trusted/accept"): "anybody may be invited, whatever else they are",
    ("POST", "/api/who-i-support/<uuid:trusted_id>/leave"): "whoever was invited may go",
    ("GET", "/api/records/<uuid:record_id>/step-ups"): "for those whom she trusts with them, and emergency access",
    ("GET", "/api/records/<uuid:record_id>/around"): "for her, her team and whom she trusts",
    ("GET", "/api/records/<uuid:record_id>/about-me"): "one door for her and everybody she shares it with",
    ("PUT", "/api/records/<uuid:record_id>/about-me/<uuid:entry_id>"): "whoever she lets add to it",
    ("PUT", "/api/records/<uuid:record_id>/contacts/<uuid:contact_id>"): "whoever she lets add to it",
    ("DELETE", "/api/records/<uuid:record_id>/contacts/<uuid:contact_id>"): "she, or who put them there",
    ("GET", "/api/records/<uuid:record_id>/goals"): "one door for her and everybody she shares them with",
    ("PUT", "/api/records/<uuid:record_id>/goals/<uuid:goal_id>"): "hers, and suggestions of whoever she lets add",
    ("PUT", "/api/records/<uuid:record_id>/goals/<uuid:goal_id>/steps/<uuid:step_id>"): "whoever she lets add to them",
    ("PUT", "/api/records/<uuid:record_id>/goals/<uuid:goal_id>/scores/<uuid:score_id>"): "she, or her team with her",
    ("GET", "/api/instruments"): "questionnaires as they were published; nobody's answers",
    ("PUT", "/api/records/<uuid:record_id>/responses/<uuid:response_id>"): "she, or whom she lets add to it",
    ("GET", "/api/records/<uuid:record_id>/outcomes"): "one door for her and everybody she shares it with",
    ("GET", "/api/records/<uuid:record_id>/questionnaires"): "for her and her team",
    ("GET", "/api/records/<uuid:record_id>/working-on"): "one door for her and everybody she shares it with",
    (
        "GET",
        "/api/records/<uuid:record_id>/conversations/<uuid:conversation_id>",
    ): "she, and everybody she shares it with",
    ("PUT", "/api/records/<uuid:record_id>/conversations/<uuid:conversation_id>"): "she, or a worker together with her",
    (
        "PUT",
        "/api/records/<uuid:record_id>/conversations/<uuid:conversation_id>/place",
    ): "both move on, so that both see the same step",
    (
        "PUT",
        "/api/records/<uuid:record_id>/conversations/<uuid:conversation_id>/choices/<uuid:choice_id>",
    ): "she, or a worker together with her",
    (
        "PUT",
        "/api/records/<uuid:record_id>/conversations/<uuid:conversation_id>/notes/<uuid:note_id>",
    ): "whoever she lets add to it",
    (
        "PUT",
        "/api/records/<uuid:record_id>/conversations/<uuid:conversation_id>/end",
    ): "she, or a worker together with her",
    ("PUT", "/api/records/<uuid:record_id>/actions/<uuid:action_id>"): "whoever she lets add to it",
    (
        "PUT",
        "/api/records/<uuid:record_id>/actions/<uuid:action_id>/agreements/<uuid:agreement_id>",
    ): "each side says yes",
    ("PUT", "/api/records/<uuid:record_id>/actions/<uuid:action_id>/progress/<uuid:progress_id>"): "both look back",
    ("GET", "/api/records/<uuid:record_id>/plans/<uuid:plan_id>"): "she, and everybody she shares it with",
    ("GET", "/api/records/<uuid:record_id>/plans/<uuid:plan_id>/pdf"): "she, and everybody she shares it with",
    ("GET", "/api/records/<uuid:record_id>/safety-plan"): "one door for her and everybody she shares it with",
    ("GET", "/api/records/<uuid:record_id>/safety-plan/please"): "one door for her and everybody she shares it with",
    ("PUT", "/api/records/<uuid:record_id>/safety-plan/suggestions/<uuid:suggestion_id>"): "whoever she lets add to it",
    (
        "PUT",
        "/api/records/<uuid:record_id>/safety-plan/agreements/<uuid:agreement_id>",
    ): "she and a worker of her team say yes",
    (
        "GET",
        "/api/records/<uuid:record_id>/safety-plan/photos/<uuid:photo_id>",
    ): "she, and those who see the section that it stands in",
    ("GET", "/api/records/<uuid:record_id>/safety-plan/pdf"): "one door for her and everybody she shares it with",
    ("GET", "/api/who-i-support"): "whoever was invited",
    ("PUT", "/api/carer-messages/<uuid:message_id>"): "whoever was invited",
    ("GET", "/api/carer-messages"): "one's own messages",
}
OWN_ACCOUNT = frozenset({"identity", "notifications", "openid"})
# Not ours: flask-smorest serves the description, which holds nothing of anybody.
LIBRARY = frozenset({"api-docs.openapi_json"})


@dataclass(frozen=True)
class Door:
    """One method of one route."""

    method: str
    rule: Rule
    guard: str | None

    @property
    def path(self) -> str:
        """The route's address with made-up ids."""
        values = {name: self._made_up(name) for name in self.rule.arguments}
        return str(self.rule.build(values)[1])  # type: ignore[index]

    def _made_up(self, name: str) -> uuid.UUID | int | str:
        one_of = re.search(rf"<any\((\w+)[^)]*\):{name}>", self.rule.rule)
        kinds: dict[str, uuid.UUID | int] = {"uuid": uuid.uuid4(), "int": 1}
        other = one_of[1] if one_of else "x"
        return next((value for kind, value in kinds.items() if f"<{kind}:{name}>" in self.rule.rule), other)

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule.rule}"


def doors(app: Flask, *guards: str) -> list[Door]:
    """The doors with one of these guards; without any, all."""
    found = [
        Door(method, rule, getattr(app.view_functions[rule.endpoint], "guard", None))
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in LIBRARY
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return [door for door in found if not guards or door.guard in guards]


def answers(member: Member, found: list[Door]) -> dict[str, tuple[int, str]]:
    """What each door answers that member: status and code."""
    said = {}
    for door in found:
        response = member.respond(door.method, door.path)
        assert response.content_type == "application/problem+json", f"{door.name} answers {response.content_type}"
        said[door.name] = (response.status_code, response.json["code"])
    return said


def test_every_route_has_exactly_one_guard(whole_app: Flask) -> None:
    unguarded = [door.name for door in doors(whole_app) if door.guard not in GUARDS]
    assert unguarded == [], "Put http.anybody, signed_in, person or worker below @blp.route."
    assert len(doors(whole_app)) > 50


def test_a_public_route_is_written_down_with_its_reason(whole_app: Flask) -> None:
    public = {(door.method, door.rule.rule) for door in doors(whole_app, "anybody")}
    assert public == set(OPEN_TO_ANYBODY)


def test_a_route_for_persons_and_workers_is_written_down_with_its_reason(whole_app: Flask) -> None:
    both = [door for door in doors(whole_app, "signed_in") if door.rule.endpoint.split(".")[0] not in OWN_ACCOUNT]
    assert {(door.method, door.rule.rule) for door in both} == set(OPEN_TO_BOTH)


def test_the_demos_page_is_not_there_outside_the_demo(whole_app: Flask) -> None:
    demo = [door.rule.endpoint for door in doors(whole_app) if door.rule.rule.startswith("/api/demo")]
    assert demo
    assert {endpoint.split(".")[0] for endpoint in demo} == {"demo"}, "Only the demo's blueprint is left out elsewhere."


@pytest.mark.parametrize("token", ["", "made-up"])
def test_nobody_comes_in(cast: Cast, token: str) -> None:
    nobody = Member(cast.nobody.app, "nobody", cast.nobody.account_id, token)
    said = answers(nobody, doors(cast.nobody.app, "signed_in", "person", "worker"))
    assert {name: answer for name, answer in said.items() if answer != (401, "identity.signed_out")} == {}
    assert len(said) > 30


@pytest.mark.parametrize(("who", "guard"), [("jo", "worker"), ("alex", "worker"), ("jo", "person"), ("asha", "person")])
def test_the_wrong_role_does_not_come_in(cast: Cast, who: str, guard: str) -> None:
    said = answers(getattr(cast, who), doors(cast.nobody.app, guard))
    assert {name: answer for name, answer in said.items() if answer != (403, "http.forbidden")} == {}
    assert len(said) > 5


def test_a_route_for_servers_knows_nobody_who_is_signed_in(whole_app: Flask) -> None:
    found = {
        (door.method, door.rule.rule)
        for door in doors(whole_app)
        if getattr(whole_app.view_functions[door.rule.endpoint], "called_by_servers", False)
    }
    assert found == CALLED_BY_SERVERS


@pytest.mark.parametrize(
    "origin", [None, "https://evil.example", "null", "http://localhost:8001", "http://localhost:8000/"]
)
def test_no_write_comes_from_another_site(cast: Cast, origin: str | None) -> None:
    client = cast.alex.app.test_client(use_cookies=False)
    headers = {"Cookie": f"{http.COOKIE}={cast.asha.token}", **({"Origin": origin} if origin else {})}
    pages = [door for door in doors(cast.alex.app) if (door.method, door.rule.rule) not in CALLED_BY_SERVERS]
    writes = [door for door in pages if door.method != "GET"]
    said = {
        door.name: client.open(door.path, method=door.method, json={}, headers=headers).json["code"] for door in writes
    }
    assert {name: code for name, code in said.items() if code != "http.foreign_origin"} == {}
    assert len(said) > 25
