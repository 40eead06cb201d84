"""Asking for a questionnaire: who may, what the person is told, what ends it, and the reminder on its day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB, WORKER
from backend.core.ids import new_id
from backend.notifications.models import Notice
from backend.outcomes import sweep
from tests.cast import Cast, Member, sign_in
from tests.outcomes.filling import answers, ask_for, rate, record
from tests.roles import role
from tests.sharing.ways import break_glass, session_of, share, trust

Clock = Callable[[datetime], AbstractContextManager[object]]
# British Summer Time: nine in London is eight in UTC.
A_DAY_IN_JUNE = datetime(2027, 6, 10, 12, tzinfo=UTC)


def listed(member: Member, cast: Cast, *, expect: int = 200) -> Any:
    return member.get(f"{record(cast.alex)}/questionnaires", expect=expect)


def asks(cast: Cast) -> list[dict[str, Any]]:
    return listed(cast.alex, cast)["asks"]


def in_days(days: int) -> str:
    return str(clock.in_london(clock.now()).date() + timedelta(days=days))


def told() -> list[tuple[str, Any]]:
    """What was told to whom."""
    with role(OWNER):
        wanted = select(Notice.kind, Notice.account_id).where(Notice.kind.startswith("outcomes."))
        return [(row.kind, row.account_id) for row in db.session.execute(wanted.order_by(Notice.kind))]


def remind(now: datetime) -> int:
    with role(WORKER):
        act_as(None)
        return sweep.remind_of_asks(now)


def test_asha_asks_and_alex_is_told(cast: Cast) -> None:
    ask = ask_for(cast.asha, cast)
    today = clock.in_london(clock.now()).date()
    assert {**ask, "id": None, "at": None} == {
        "id": None,
        "instrument": "dialog",
        "title": "How my life is going",
        "minutes": 4,
        "asked_by": "Asha Begum",
        "at": None,
        "due_on": str(today + timedelta(days=7)),
        "words": "Before we meet.",
        "is_due": False,
        "response_id": None,
    }
    assert asks(cast) == [ask]
    assert told() == [("outcomes.asked", cast.alex.account_id)]


def test_the_team_sees_it_and_that_is_written_down(cast: Cast) -> None:
    ask = ask_for(cast.asha, cast)
    assert listed(cast.tom, cast)["asks"] == [ask]
    with role(OWNER):
        found = select(AuditEntry.actor_id).where(AuditEntry.action == "record.read", AuditEntry.section == "care")
        assert list(db.session.scalars(found)) == [cast.tom.account_id]


@pytest.mark.parametrize("who", ["sam", "nia", "jo"])
def test_it_is_between_her_and_her_team(cast: Cast, who: str) -> None:
    """Somebody she trusts with everything, and a worker in an emergency, do not learn what she was asked for."""
    for section in ("dialog_results", "dialog_plus_plan"):
        share(cast, section, trust(cast, cast.jo) if section == "dialog_results" else None)
    break_glass(cast, cast.nia, session_of(cast.nia))
    ask_id = new_id()
    ask_for(cast.asha, cast, ask_id)
    listed(getattr(cast, who), cast, expect=404)
    with role(WEB):
        act_as(getattr(cast, who).account_id)
        assert db.session.execute(text("SELECT * FROM questionnaire_asks")).all() == []
        ended = text("UPDATE questionnaire_asks SET ended_at = now()")
        assert db.session.execute(ended).rowcount == 0


@pytest.mark.parametrize(("who", "expect"), [("alex", 403), ("sam", 403), ("jo", 403), ("nia", 404), ("nobody", 401)])
def test_only_her_team_asks(cast: Cast, who: str, expect: int) -> None:
    ask_for(getattr(cast, who), cast, expect=expect)
    getattr(cast, who).delete(f"{record(cast.alex)}/questionnaires/{new_id()}", expect=expect)
    assert told() == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"instrument": "gbo"}, "instrument"),
        ({"instrument": "horoscope"}, "instrument"),
        ({"due_on": "2001-01-01"}, "due_on"),
        ({"due_on": "2099-01-01"}, "due_on"),
        ({"due_on": "soon"}, "due_on"),
        ({"words": "x" * 501}, "words"),
    ],
)
def test_bad_input_is_named_and_nobody_is_told(cast: Cast, change: dict[str, Any], field: str) -> None:
    refused = ask_for(cast.asha, cast, expect=422, **change)
    assert [name.removeprefix("json.") for name in refused["fields"]] == [field]
    assert (told(), asks(cast)) == ([], [])


def test_today_is_soon_enough(cast: Cast) -> None:
    assert ask_for(cast.asha, cast, due_on=str(clock.in_london(clock.now()).date()))["is_due"]


def test_the_same_again_is_harmless_and_other_content_is_not(cast: Cast) -> None:
    ask_id = new_id()
    first = ask_for(cast.asha, cast, ask_id)
    assert ask_for(cast.asha, cast, ask_id, expect=200) == first
    ask_for(cast.asha, cast, ask_id, words="Other.", expect=409)
    ask_for(cast.tom, cast, ask_id, expect=409)
    assert len(told()) == 1


def test_a_colleague_takes_it_back_twice(cast: Cast) -> None:
    ask_id = new_id()
    ask_for(cast.asha, cast, ask_id)
    for _ in range(2):
        cast.tom.delete(f"{record(cast.alex)}/questionnaires/{ask_id}")
    assert asks(cast) == []
    with role(OWNER):
        acts = select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.team_id)
        found = db.session.execute(acts.where(AuditEntry.action.startswith("outcomes.")).order_by(AuditEntry.seq))
        assert [tuple(row) for row in found] == [
            ("outcomes.asked", cast.asha.account_id, cast.riverside),
            ("outcomes.ask_withdrawn", cast.tom.account_id, cast.riverside),
        ]


def test_what_is_not_there_cannot_be_taken_back(cast: Cast) -> None:
    cast.asha.delete(f"{record(cast.alex)}/questionnaires/{new_id()}", expect=404)
    ask_id = new_id()
    ask_for(cast.asha, cast, ask_id)
    cast.asha.delete(f"{record(cast.sam)}/questionnaires/{ask_id}", expect=404)
    assert len(asks(cast)) == 1


def test_an_answer_ends_it_whether_or_not_it_names_it(cast: Cast) -> None:
    first, second = ask_for(cast.asha, cast), ask_for(cast.tom, cast, due_on=in_days(9))
    sent = rate(cast.alex, asked_id=first["id"])
    assert {ask["response_id"] for ask in asks(cast)} == {sent["id"]}
    assert {ask["id"] for ask in asks(cast)} == {first["id"], second["id"]}


def test_a_private_answer_tells_the_team_nothing_until_it_is_shared(cast: Cast) -> None:
    share(cast, "dialog_results")
    ask = ask_for(cast.asha, cast)
    before = cast.asha.respond("GET", f"{record(cast.alex)}/questionnaires").data
    sent = rate(cast.alex, asked_id=ask["id"], is_private=True)
    assert cast.asha.respond("GET", f"{record(cast.alex)}/questionnaires").data == before
    cast.alex.put(f"{record(cast.alex)}/responses/{sent['id']}/privacy", {"is_private": False})
    assert listed(cast.asha, cast)["asks"][0]["response_id"] == sent["id"]


def test_an_answer_to_what_was_taken_back_meanwhile_is_kept(cast: Cast) -> None:
    ask = ask_for(cast.asha, cast)
    cast.asha.delete(f"{record(cast.alex)}/questionnaires/{ask['id']}")
    rate(cast.alex, asked_id=ask["id"])
    assert asks(cast) == []


def test_what_a_worker_enters_ends_it(cast: Cast) -> None:
    share(cast, "dialog_results", may_add=True)
    ask_for(cast.tom, cast)
    sent = rate(cast.asha, whose=cast.alex, how="for_them")
    assert asks(cast)[0]["response_id"] == sent["id"]


def test_what_a_carer_enters_leaves_it_open(cast: Cast) -> None:
    share(cast, "dialog_results", trust(cast, cast.jo), may_add=True)
    ask_for(cast.tom, cast)
    rate(cast.jo, whose=cast.alex, how="together")
    assert asks(cast)[0]["response_id"] is None


def test_open_ones_come_first_the_soonest_first(cast: Cast) -> None:
    today = clock.in_london(clock.now()).date()
    ask_for(cast.asha, cast, words="done")
    rate(cast.alex)
    for days, words in ((30, "later"), (2, "soon"), (9, "then")):
        ask_for(cast.asha, cast, due_on=str(today + timedelta(days=days)), words=words)
    assert [ask["words"] for ask in asks(cast)] == ["soon", "then", "later", "done"]


def test_her_usual_review_is_half_a_year_after_her_last_and_hers_alone(cast: Cast) -> None:
    assert listed(cast.alex, cast)["usual"] is None
    at = clock.now() - timedelta(days=100)
    rate(cast.alex, at=at)
    due_on = clock.in_london(at).date() + timedelta(days=183)
    usual = listed(cast.alex, cast)["usual"]
    assert usual == {"instrument": "dialog", "title": "How my life is going", "minutes": 4, "due_on": str(due_on)}
    assert listed(cast.asha, cast)["usual"] is None


def test_she_is_reminded_once_on_the_day_from_nine_in_london(cast: Cast, time_machine_at: Clock) -> None:
    with time_machine_at(A_DAY_IN_JUNE):
        ask_for(sign_in(cast.asha), cast, due_on="2027-06-12")
    day = datetime(2027, 6, 12, tzinfo=UTC)
    assert remind(day - timedelta(minutes=1)) == 0
    assert remind(day + timedelta(hours=7, minutes=59)) == 0
    assert remind(day + timedelta(hours=8)) == 1
    assert remind(day + timedelta(hours=8, minutes=1)) == 0
    assert remind(day + timedelta(days=3)) == 0
    assert [kind for kind, _ in told()] == ["outcomes.ask_due", "outcomes.asked"]


def test_a_worker_that_was_away_reminds_afterwards_also_in_the_night(cast: Cast, time_machine_at: Clock) -> None:
    with time_machine_at(A_DAY_IN_JUNE):
        ask_for(sign_in(cast.asha), cast, due_on="2027-06-12")
    assert remind(datetime(2027, 6, 13, 2, tzinfo=UTC)) == 1
    assert len(told()) == 2


def test_what_was_asked_for_on_its_very_day_is_not_said_twice(cast: Cast, time_machine_at: Clock) -> None:
    with time_machine_at(A_DAY_IN_JUNE):
        ask_for(sign_in(cast.asha), cast, due_on="2027-06-10")
    assert remind(A_DAY_IN_JUNE + timedelta(minutes=1)) == 1
    assert remind(A_DAY_IN_JUNE + timedelta(minutes=2)) == 0
    assert len(told()) == 1


def test_nobody_is_reminded_of_what_is_over(cast: Cast, time_machine_at: Clock) -> None:
    with time_machine_at(A_DAY_IN_JUNE):
        asha, alex = sign_in(cast.asha), sign_in(cast.alex)
        ask_for(asha, cast, due_on="2027-06-12")
        rate(alex, answers(4))
        taken_back = ask_for(asha, cast, due_on="2027-06-12")
        asha.delete(f"{record(cast.alex)}/questionnaires/{taken_back['id']}")
    assert remind(datetime(2027, 6, 12, 9, tzinfo=UTC)) == 0
    assert [kind for kind, _ in told()] == ["outcomes.asked"] * 2


def test_after_a_private_answer_she_is_still_reminded(cast: Cast, time_machine_at: Clock) -> None:
    with time_machine_at(A_DAY_IN_JUNE):
        ask_for(sign_in(cast.asha), cast, due_on="2027-06-12")
        rate(sign_in(cast.alex), is_private=True)
    assert remind(datetime(2027, 6, 12, 9, tzinfo=UTC)) == 1


def test_the_worker_meets_no_words_of_it(cast: Cast) -> None:
    ask_for(cast.asha, cast)
    rate(cast.alex)
    with role(WORKER):
        for table in ("questionnaire_responses", "questionnaire_answers", "outcome_looks"):
            nested = db.session.begin_nested()
            with pytest.raises(Exception, match="permission denied"):
                db.session.execute(text(f"SELECT * FROM {table}"))
            nested.rollback()
