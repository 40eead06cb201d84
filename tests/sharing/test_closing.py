"""A closed account: nobody gets in by it, and nothing is shared with it or by it."""

from __future__ import annotations

from backend.core import embedded_postgres as postgres
from backend.sharing import closing
from tests.cast import Cast
from tests.identity.steps import add_passkey, count_messages
from tests.identity.steps import sign_in as sign_in_with
from tests.roles import role
from tests.sharing.steps import accept, as_owner, audited, decide, readable, trust


def close(contact: str) -> bool:
    with role(postgres.OWNER):
        return closing.close_account(contact) is not None


def test_somebody_trusted_sees_nothing_any_more(cast: Cast) -> None:
    passkey = add_passkey(cast.jo)
    accept(cast.jo, trust(cast.alex, "about_me"))
    assert close("jo@example.org")
    assert not close("jo@example.org")
    assert readable(cast.jo, "about_me") == readable(cast.jo, "care") == set()
    cast.jo.get("/api/me", expect=401)
    assert sign_in_with(cast.nobody, passkey).status_code == 403
    before = count_messages(cast)
    cast.nobody.post("/api/sign-in/codes", {"contact": "jo@example.org"}, expect=202)
    assert count_messages(cast) == before
    (person,) = cast.alex.get("/api/sharing")["people"]
    assert (person["state"], person["ended_how"]) == ("ended", "closed")
    assert audited("sharing.account_closed") == 1


def test_a_persons_sharing_ends_with_her_account(cast: Cast) -> None:
    accept(cast.jo, trust(cast.alex, "about_me"))
    decide(cast.alex, "goals", True)
    assert close("alex@example.org")
    assert readable(cast.jo, "care") == readable(cast.asha, "goals") == set()
    assert as_owner("SELECT count(*) FROM withdrawals WHERE kind = 'grant'") == 2


def test_a_worker_is_in_no_team_any_more(cast: Cast) -> None:
    decide(cast.alex, "goals", True)
    assert close("tom@example.org")
    assert readable(cast.tom, "goals") == readable(cast.tom, "step_ups") == set()
    assert readable(cast.asha, "goals") == {cast.alex.record_id}
