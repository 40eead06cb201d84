"""What the database itself shows of this slice's tables, and what its functions let somebody do, in raw SQL."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core.db import act_as, db
from backend.core.ids import new_id
from tests.admission.coming import ANOTHERS, HERS, proof, robin_comes, waits, write_number
from tests.cast import Cast
from tests.sharing.steps import as_owner, invite, token_of

TABLES = ("arrivals", "identity_questions")
DECIDE = """
    UPDATE arrivals SET decision = 'confirmed', identity_check = 'known_to_me', decided_at = now(), decided_by = :who
"""
NUMBER = text("SELECT set_nhs_number(:record, '\\x01'::bytea, :index, 'worker')")


def rows(table: str) -> int:
    return db.session.scalar(text(f"SELECT count(*) FROM {table}"))


@pytest.fixture(autouse=True)
def _one_of_each(cast: Cast) -> None:
    waits(cast)
    robin_comes(cast, proof("stranger", number=ANOTHERS), nhs_number=HERS)


@pytest.mark.parametrize("table", TABLES)
def test_the_team_meets_them_and_nobody_else_does(cast: Cast, table: str) -> None:
    for member, number in ((cast.asha, 1), (cast.grace, 1), (cast.nia, 0), (cast.alex, 0), (cast.jo, 0)):
        act_as(member.account_id)
        assert rows(table) == number, member.name
    act_as(None)
    assert rows(table) == 0


def test_she_meets_her_own_arrival_and_no_question(cast: Cast) -> None:
    act_as(as_owner("SELECT account_id FROM arrivals"))
    assert (rows("arrivals"), rows("identity_questions")) == (1, 0)


def test_nobody_but_the_team_decides(cast: Cast) -> None:
    hers = as_owner("SELECT account_id FROM arrivals")
    for account_id in (hers, cast.nia.account_id, cast.alex.account_id, cast.jo.account_id, None):
        act_as(account_id)
        assert db.session.execute(text(DECIDE), {"who": account_id or new_id()}).rowcount == 0
        assert db.session.execute(text("UPDATE identity_questions SET done_at = now()")).rowcount == 0


def test_a_worker_decides_in_her_own_name_and_once(cast: Cast) -> None:
    act_as(cast.asha.account_id)
    with pytest.raises(ProgrammingError, match="row-level security"), db.session.begin_nested():
        db.session.execute(text(DECIDE), {"who": cast.tom.account_id})
    assert db.session.execute(text(DECIDE), {"who": cast.asha.account_id}).rowcount == 1
    act_as(cast.tom.account_id)
    assert db.session.execute(text(DECIDE), {"who": cast.tom.account_id}).rowcount == 0


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["INSERT INTO {0} SELECT * FROM {0}", "DELETE FROM {0}", "UPDATE {0} SET id = id"])
def test_nothing_else_is_written_by_a_request(cast: Cast, table: str, change: str) -> None:
    act_as(cast.asha.account_id)
    with pytest.raises(ProgrammingError, match="permission denied"), db.session.begin_nested():
        db.session.execute(text(change.format(table)))


class TestNumbers:
    def test_a_stranger_writes_none(self, cast: Cast) -> None:
        for account_id in (cast.jo.account_id, cast.nia.account_id, cast.sam.account_id, None):
            act_as(account_id)
            values = {"record": cast.alex.record_id, "index": b"x"}
            assert db.session.scalar(NUMBER, values) == "refused"

    def test_the_person_has_one_written_once_and_her_team_again(self, cast: Cast) -> None:
        values = {"record": cast.alex.record_id}
        for member, index, answer in (
            (cast.alex, b"one", "set"),
            (cast.alex, b"two", "refused"),
            (cast.tom, b"two", "set"),
        ):
            act_as(member.account_id)
            assert db.session.scalar(NUMBER, {**values, "index": index}) == answer

    def test_no_two_records_have_the_same(self, cast: Cast) -> None:
        act_as(cast.asha.account_id)
        for record, answer in ((cast.alex.record_id, "set"), (cast.sam.record_id, "taken")):
            assert db.session.scalar(NUMBER, {"record": record, "index": b"same"}) == answer

    def test_a_record_is_not_changed_in_any_other_way(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        for member in (cast.alex, cast.asha):
            act_as(member.account_id)
            with pytest.raises(ProgrammingError, match="permission denied"), db.session.begin_nested():
                db.session.execute(text("UPDATE records SET nhs_number_index = NULL"))


def test_an_arrival_takes_an_invitation_and_somebody_who_acts(cast: Cast) -> None:
    arrive = text("SELECT * FROM arrive(:id, :secret, 'nhs-login', 'x', 'P0', now())")
    act_as(cast.jo.account_id)
    assert db.session.execute(arrive, {"id": new_id(), "secret": b"guess"}).all() == []
    assert rows("arrivals") == 0


def test_the_secret_alone_ends_an_invitation(cast: Cast) -> None:
    made = invite(cast)
    act_as(cast.nia.account_id)
    end = text("SELECT end_offered_invitation(:secret, now())")
    assert db.session.execute(end, {"secret": b"guess"}).all() == []
    cast.nobody.post("/api/invitations/open", {"token": token_of(made)})
