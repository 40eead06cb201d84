"""Whatever comes back wrong is refused, each with its own word in the log, and nothing that was sent is in it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from backend.openid import discovery, tokens
from tests.openid.proving import begin, finish, prove, read_logout, refused, refused_logout
from tests.openid.standing_in import ABSENT, LOGOUT_EVENT, StandIn, stand_in

REFUSED, TOO_LOW, AWAY = "openid.refused", "openid.level_too_low", "openid.provider_away"
DEEP = b"[" * 40_000

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("alg none", {"alg": "none"}, "alg"),
    ("alg None", {"alg": "none", "header": {"alg": "None"}}, "alg"),
    ("signed with our own public knowledge", {"alg": "HS256"}, "alg"),
    ("the same, larger", {"alg": "HS512"}, "alg"),
    ("an algorithm that was not agreed on", {"alg": "RS384"}, "alg"),
    ("no algorithm", {"header": {"alg": 7}, "alg": "none"}, "alg"),
    ("another signer", {"stranger": True}, "signature"),
    ("an unknown key", {"header": {"kid": "nobody's"}}, "kid"),
    ("a key that is no name", {"header": {"kid": 7}, "alg": "none"}, "alg"),
    ("another issuer", {"token": {"iss": "https://elsewhere.example"}}, "iss"),
    ("the issuer with a slash", {"token": {"iss": "SLASH"}}, "iss"),
    ("no issuer", {"token": {"iss": ABSENT}}, "iss"),
    ("issuers", {"token": {"iss": ["SELF"]}}, "iss"),
    ("for somebody else", {"token": {"aud": "somebody-else"}}, "aud"),
    ("for nobody", {"token": {"aud": ABSENT}}, "aud"),
    ("for an empty list", {"token": {"aud": []}}, "aud"),
    ("for a thing", {"token": {"aud": {"waymark": True}}}, "aud"),
    ("for us and another, without a word for whom", {"token": {"aud": ["CLIENT", "another"]}}, "azp"),
    ("for us and another, handed to another", {"token": {"aud": ["CLIENT", "another"], "azp": "another"}}, "azp"),
    ("for us, handed to another", {"token": {"azp": "another"}}, "azp"),
    ("another nonce", {"token": {"nonce": "of another start"}}, "nonce"),
    ("no nonce", {"token": {"nonce": ABSENT}}, "nonce"),
    ("an empty nonce", {"token": {"nonce": ""}}, "nonce"),
    ("over", {"token": {"exp": "PAST"}}, "exp"),
    ("never over", {"token": {"exp": ABSENT}}, "exp"),
    ("over at some word", {"token": {"exp": "tomorrow"}}, "exp"),
    ("over at true", {"token": {"exp": True}}, "exp"),
    ("not yet", {"token": {"nbf": "FUTURE"}}, "nbf"),
    ("made tomorrow", {"token": {"iat": "FUTURE"}}, "iat"),
    ("made yesterday", {"token": {"iat": "OLD"}}, "iat"),
    ("made at no time", {"token": {"iat": ABSENT}}, "iat"),
    ("nobody", {"token": {"sub": ABSENT}}, "sub"),
    ("an empty name", {"token": {"sub": ""}, "userinfo": {"sub": ""}}, "sub"),
    ("a number", {"token": {"sub": 7}, "userinfo": {"sub": 7}}, "sub"),
    ("a very long name", {"token": {"sub": "a" * 256}, "userinfo": {"sub": "a" * 256}}, "sub"),
    ("a name with letters that nothing keeps", {"token": {"sub": "a\x00b"}}, "text"),
    ("half a letter", {"token": {"name": "\ud800"}}, "text"),
    ("no number", {"token": {"more": float("nan")}}, "text"),
    ("a session with a number", {"token": {"sid": 7}}, "sid"),
    ("another access token", {"token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}}, "at_hash"),
    ("a hash that is none", {"token": {"at_hash": {"a": 1}}}, "form"),
    ("signed in at some word", {"token": {"auth_time": "lately"}}, "auth_time"),
    ("signed in beyond all time", {"token": {"auth_time": 10**18}}, "auth_time"),
    ("a token in a token", {"nested": True}, "nested"),
    ("a token in a token, unsaid", {"nested": True, "header": {"cty": ABSENT}}, "form"),
    ("encrypted", {"encrypted": True}, "encrypted"),
    (
        "a header that has to be understood",
        {"alg": "none", "header": {"alg": "ALG", "crit": ["b64"], "b64": False}},
        "header",
    ),
    ("an access token", {"header": {"typ": "at+jwt"}}, "typ"),
    ("a logout token", {"header": {"typ": "logout+jwt"}}, "typ"),
    ("a type that is no word", {"alg": "none", "header": {"alg": "ALG", "typ": 7}}, "typ"),
    ("a large token", {"token": {"more": "a" * 20_000}}, "size"),
    ("a large header", {"header": {"more": "a" * 5_000}}, "size"),
    ("no token but a word", {"answer": {"id_token": "hello"}}, "form"),
    ("no token but a number", {"answer": {"id_token": 7}}, "form"),
    ("a token of dots", {"answer": {"id_token": ".."}}, "form"),
    ("a header that is a list", {"answer": {"id_token": "WyJhbGciXQ.e30.AA"}}, "form"),
    ("a token in other letters", {"answer": {"id_token": "é.é.é"}}, "form"),
    ("userinfo of somebody else", {"userinfo": {"sub": "somebody-else"}}, "sub"),
    ("userinfo of nobody", {"userinfo": {"sub": ABSENT}}, "sub"),
    ("userinfo that nothing keeps", {"userinfo": {"name": "a\x00b"}}, "text"),
    ("a large userinfo", {"userinfo": {"name": "a" * 70_000}}, "size"),
    ("a large answer", {"answer": {"more": "a" * 70_000}}, "size"),
    ("a code that the provider does not take", {"error": "invalid_grant"}, "code"),
]


@pytest.fixture(scope="module")
def standing():
    with stand_in("people") as people, stand_in("staff") as staff:
        yield {"people": people, "staff": staff}


@pytest.fixture(params=["people", "staff"])
def one(request: pytest.FixtureRequest, standing: dict[str, StandIn]) -> StandIn:
    provider = standing[request.param]
    provider.wrong()
    provider.says("alex")
    provider.asked.clear()
    discovery.forget()
    return provider


def meant(one: StandIn, value: Any) -> Any:
    """Words in the table above that stand for this provider and this moment."""
    if isinstance(value, dict):
        return {name: meant(one, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [meant(one, inner) for inner in value]
    now = int(time.time())
    words = {"SELF": one.issuer, "SLASH": one.issuer + "/", "CLIENT": one.settings["client_id"]}
    words |= {"PAST": now - 90, "FUTURE": now + 90, "OLD": now - 700, "ALG": one.settings["id_token_alg"][0]}
    return words.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("wrong", "reason"), [(how, reason) for _, how, reason in WRONG], ids=[name for name, *_ in WRONG]
)
def test_what_is_wrong_is_refused_by_its_name(one: StandIn, wrong: dict[str, Any], reason: str) -> None:
    one.wrong(**meant(one, wrong))
    assert refused(one) == (REFUSED, reason)


def test_all_of_it_right_is_taken(one: StandIn) -> None:
    """Otherwise everything above could be refused for another reason."""
    assert prove(one).subject == "alex"
    now = int(time.time())
    one.wrong(token={"aud": [one.settings["client_id"]], "iat": now - 550, "exp": now - 30, "nbf": now + 30})
    assert prove(one).subject == "alex"
    one.wrong(token={"aud": [one.settings["client_id"], "another"], "azp": one.settings["client_id"]})
    assert prove(one).subject == "alex"
    one.wrong(token={"at_hash": ABSENT, "auth_time": ABSENT, "sid": ABSENT}, header={"typ": ABSENT})
    assert (prove(one).sid, prove(one).auth_at) == (None, None)


def test_a_code_is_good_once(one: StandIn) -> None:
    start = begin(one)
    code = one.code_for(start.address)
    finish(one, start, code=code)
    assert refused(one, start, code=code) == (REFUSED, "code")


def test_a_code_of_another_start_is_refused(one: StandIn) -> None:
    mine, other = begin(one), begin(one)
    code = one.code_for(other.address)
    reason = "code" if mine.verifier else "nonce"  # Where the provider takes part, it sees it first.
    assert refused(one, mine, code=code) == (REFUSED, reason)


def test_a_code_for_another_page_is_refused(one: StandIn) -> None:
    assert refused(one, redirect_uri="http://localhost:8000/elsewhere") == (REFUSED, "code")


def test_without_a_nonce_of_our_own_nothing_is_taken(one: StandIn) -> None:
    one.wrong(token={"nonce": ABSENT})
    assert refused(one, nonce="") == (REFUSED, "nonce")


@pytest.mark.parametrize(
    "vot", ["P5.Cp.Cd", "P0.Cp.Cd", "P9", "P9.Cp", "P9.Cp.Cd.Cx", "p9.cp.cd", "", 9, None, ABSENT, ["P9.Cp.Cd"]]
)
@pytest.mark.parametrize("one", ["people"], indirect=True)
def test_a_level_that_was_not_asked_for(one: StandIn, vot: Any) -> None:
    one.wrong(token={"vot": vot})
    assert refused(one) == (TOO_LOW, "vot")


@pytest.mark.parametrize("acr", ["AAL1", "aal2", "", 2, None, ABSENT, ["AAL2"]])
@pytest.mark.parametrize("one", ["staff"], indirect=True)
def test_an_assurance_that_was_not_asked_for(one: StandIn, acr: Any) -> None:
    one.wrong(token={"acr": acr})
    assert refused(one) == (TOO_LOW, "acr")


@pytest.mark.parametrize("one", ["people"], indirect=True)
def test_a_level_in_userinfo_counts_for_nothing(one: StandIn) -> None:
    one.wrong(token={"vot": ABSENT}, userinfo={"vot": "P9.Cp.Cd"})
    assert refused(one) == (TOO_LOW, "vot")
    one.wrong(userinfo={"vot": "P0.Cp.Cd", "iss": "https://elsewhere.example"})
    proof = prove(one)
    assert (proof.level, proof.claims["vot"], proof.claims["iss"]) == ("P9", "P9.Cp.Cd", one.issuer)


def test_one_provider_does_not_speak_for_another(one: StandIn, standing: dict[str, StandIn]) -> None:
    """A token of the other's, with all claims as the one would make them: its key is not the one's."""
    begun, mixed = begin(one), standing["staff" if one.kind == "people" else "people"]
    claims = {"iss": one.issuer, "aud": one.settings["client_id"], "nonce": begun.nonce}
    mixed.wrong(token=claims, header={"typ": "JWT"}, alg=one.settings["id_token_alg"][0])
    one.wrong(answer={"id_token": mixed.logout_token("alex", **claims)})
    assert refused(one, begun) == (REFUSED, "kid")


# A provider's word that somebody signed out.

WRONG_LOGOUT: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("another issuer", {}, {"iss": "https://elsewhere.example"}, "iss"),
    ("of no issuer", {}, {"iss": ABSENT}, "iss"),
    ("for somebody else", {}, {"aud": "somebody-else"}, "aud"),
    ("for nobody", {}, {"aud": ABSENT}, "aud"),
    ("made at no time", {}, {"iat": ABSENT}, "iat"),
    ("made yesterday", {}, {"iat": "OLD"}, "iat"),
    ("made tomorrow", {}, {"iat": "FUTURE"}, "iat"),
    ("over", {}, {"exp": "PAST"}, "exp"),
    ("without a name of its own", {}, {"jti": ABSENT}, "jti"),
    ("with an empty one", {}, {"jti": ""}, "jti"),
    ("with a number", {}, {"jti": 7}, "jti"),
    ("without what happened", {}, {"events": ABSENT}, "events"),
    ("with something else that happened", {}, {"events": {"https://elsewhere.example": {}}}, "events"),
    ("with a list", {}, {"events": [LOGOUT_EVENT]}, "events"),
    ("with a word", {}, {"events": {LOGOUT_EVENT: "yes"}}, "events"),
    ("an ID token played back", {}, {"nonce": "of a start"}, "nonce"),
    ("of nobody", {}, {"sub": ABSENT}, "sub"),
    ("of a number", {}, {"sub": 7}, "sub"),
    ("of a session with a number", {}, {"sid": 7}, "sid"),
    ("alg none", {"alg": "none"}, {}, "alg"),
    ("signed with the public key", {"alg": "HS256"}, {}, "alg"),
    ("another signer", {"stranger": True}, {}, "signature"),
    ("an unknown key", {"header": {"kid": "nobody's"}}, {}, "kid"),
    ("an access token", {"header": {"typ": "at+jwt"}}, {}, "typ"),
    ("encrypted", {"encrypted": True}, {}, "encrypted"),
    ("large", {}, {"more": "a" * 20_000}, "size"),
]


@pytest.mark.parametrize(
    ("wrong", "claims", "reason"), [row[1:] for row in WRONG_LOGOUT], ids=[name for name, *_ in WRONG_LOGOUT]
)
def test_a_wrong_word_of_signing_out_is_refused(
    one: StandIn, wrong: dict[str, Any], claims: dict[str, Any], reason: str
) -> None:
    one.wrong(**wrong)
    assert refused_logout(one, one.logout_token("alex", **meant(one, claims))) == (REFUSED, reason)


def test_a_right_one_is_taken(one: StandIn) -> None:
    said = read_logout(one, one.logout_token("alex", "a session"))
    assert (said.subject, said.sid) == ("alex", "a session")
    assert said.jti
    assert abs(said.issued_at.timestamp() - time.time()) < 5
    alone = read_logout(one, one.logout_token(sid="a session", exp=ABSENT))
    assert (alone.subject, alone.sid) == (None, "a session")
    one.wrong(header={"typ": "JWT"})
    assert read_logout(one, one.logout_token("alex")).sid is None


@pytest.mark.parametrize("token", ["", "hello", "..", "a.b.c", "é.é.é", "WyJhbGciXQ.e30.AA", "." * 20_000])
def test_what_is_no_token_at_all(one: StandIn, token: str) -> None:
    assert refused_logout(one, token)[0] == REFUSED


def test_strangers_cannot_make_us_ask_again_and_again(one: StandIn) -> None:
    """Anybody may post a token: one with an unknown key makes us ask for keys once a minute, not each time."""
    begin(one)
    one.wrong(header={"kid": "nobody's"})
    for _ in range(5):
        refused_logout(one, one.logout_token("alex"))
    assert [name for name, _ in one.asked].count("jwks") == 2


def test_a_deep_answer_is_nonsense(one: StandIn) -> None:
    one.wrong(body={"token": DEEP})
    assert refused(one) == (AWAY, "nonsense")
    one.wrong(body={"userinfo": DEEP})
    assert refused(one) == (AWAY, "nonsense")
    discovery.forget()
    one.wrong()
    start = begin(one)
    one.wrong(answer={"id_token": tokens.json.dumps("a")})
    assert refused(one, start) == (REFUSED, "form")
