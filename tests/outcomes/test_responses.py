"""What a person sends is kept whole or not at all, and who may send it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from backend.outcomes import catalogue
from backend.outcomes.models import QuestionnaireAnswer, QuestionnaireResponse
from tests.cast import Cast, sign_in
from tests.outcomes.filling import ITEMS, answers, ask_for, filled, outcomes, rate, record
from tests.roles import role
from tests.sharing.ways import break_glass, session_of, share, trust

ODD_WORDS = ["😀 🧑‍🤝‍🧑 Zoë", "أشعر بالتحسن اليوم", "\u202eturned\u202c round", "x" * 4000, "one\ntwo\n\nthree"]


def kept() -> tuple[int, int]:
    """How many responses and answers there are."""
    counts = "SELECT (SELECT count(*) FROM questionnaire_responses), (SELECT count(*) FROM questionnaire_answers)"
    with role(OWNER):
        return tuple(db.session.execute(text(counts)).one())  # type: ignore[return-value]


def line(item: str, value: Any = None, skipped: Any = None, wants_help: Any = None) -> dict[str, Any]:
    return {"item": item, "value": value, "skipped": skipped, "wants_help": wants_help}


def test_alex_rates_and_reads(cast: Cast) -> None:
    sent = rate(cast.alex, answers(5, mental_health=3), words="A hard week.")
    said = (sent["words"], sent["how"], sent["is_mine"], sent["entered_by"])
    assert said == ("A hard week.", "alone", True, "Alex Morgan")
    assert sent["answers"][0] == line("mental_health", 3, wants_help=False)
    assert [(score["key"], score["value"], score["n"], score["of"]) for score in sent["scores"]] == [
        ("quality_of_life", 4.75, 8, 8),
        ("treatment_satisfaction", 5.0, 3, 3),
    ]
    page = outcomes(cast.alex, cast)
    assert (page["count"], page["latest"], page["may_add"]) == (1, sent, True)
    assert kept() == (1, 11)


def test_answers_are_stored_by_their_code(cast: Cast) -> None:
    rate(cast.alex, list(reversed(answers(4, family=2))))
    with role(OWNER):
        found = {row.item: (row.code, row.value) for row in db.session.scalars(select(QuestionnaireAnswer))}
    assert found["family"] == ("1037711000000105", 2)
    assert found["friendships"] == ("1037701000000108", 4)


def test_skipped_is_null_with_its_reason(cast: Cast) -> None:
    given = [line("job", skipped="does_not_apply"), line("family", skipped="rather_not_say"), line("leisure", 4)]
    sent = {one["item"]: one for one in rate(cast.alex, given)["answers"]}
    assert (sent["job"]["value"], sent["job"]["skipped"]) == (None, "does_not_apply")
    assert sent["family"]["skipped"] == "rather_not_say"
    assert sent["safety"] == line("safety", skipped="not_answered")
    assert len(sent) == 11


FAULTS = [
    ([line("job", 0)], {"job"}, "Choose a number from 1 to 7."),
    ([line("job", 8)], {"job"}, "Choose a number from 1 to 7."),
    ([line("job", -1), line("family", 99)], {"job", "family"}, "Choose a number from 1 to 7."),
    ([line("money", 4)], {"money"}, "not one of ours"),
    ([line("job", 4, skipped="rather_not_say")], {"job"}, "both answered and skipped"),
    ([line("job", 4), line("job", 5)], {"job"}, "two answers"),
    ([line("job", skipped="too_hard"), line("family", 3)], {"job"}, "Choose why"),
    ([], {"answers"}, "at least one"),
    ([line("job", skipped="rather_not_say")], {"answers"}, "at least one"),
    ([line(item, skipped="not_answered") for item in ITEMS], {"answers"}, "at least one"),
    ([line("job"), line("family")], {"answers"}, "at least one"),
]


@pytest.mark.parametrize(("given", "fields", "words"), FAULTS)
def test_each_fault_is_named_by_its_item_and_nothing_stays(
    cast: Cast, given: list[dict[str, Any]], fields: set[str], words: str
) -> None:
    refused = rate(cast.alex, given, expect=422)
    assert (refused["code"], set(refused["fields"])) == ("http.bad_input", fields)
    assert all(words in said for faults in refused["fields"].values() for said in faults)
    assert kept() == (0, 0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"answered_at": "2099-01-01T10:00:00+00:00"}, "answered_at"),
        ({"answered_at": "1970-01-01T10:00:00+00:00"}, "answered_at"),
        ({"answered_at": "yesterday"}, "json.answered_at"),
        ({"how": "for_them"}, "how"),
        ({"how": "by post"}, "json.how"),
        ({"words": "x" * 4001}, "json.words"),
        ({"words": "x" * 20_000}, "json.words"),
        ({"words": "a\x00b"}, "json.words"),
        ({"words": "\ud800"}, "json.words"),
        ({"answers": [{"item": "job", "value": "4"}]}, "json.answers.0.value"),
        ({"answers": [{"item": "job", "value": 4.5}]}, "json.answers.0.value"),
        ({"answers": [{"item": "job", "value": True}]}, "json.answers.0.value"),
        ({"answers": [{"item": "job", "value": 10**30}]}, "json.answers.0.value"),
        ({"answers": [{"value": 4}]}, "json.answers.0.item"),
        ({"answers": [{"item": "job", "value": 4}] * 500}, "json.answers"),
        ({"answers": "all of them"}, "json.answers"),
        ({"colour": "red"}, "json.colour"),
        ({"instrument": "gbo"}, "instrument"),
        ({"asked_id": str(new_id())}, "asked_id"),
    ],
)
def test_bad_input_is_named_and_nothing_stays(cast: Cast, change: dict[str, Any], field: str) -> None:
    refused = cast.alex.put(f"{record(cast.alex)}/responses/{new_id()}", filled() | change, expect=422)
    assert field.removeprefix("json.") in {name.removeprefix("json.") for name in refused["fields"]}
    assert kept() == (0, 0)


@pytest.mark.parametrize("words", ODD_WORDS)
def test_all_kinds_of_words_are_kept_as_they_are(cast: Cast, words: str) -> None:
    assert rate(cast.alex, words=words)["words"] == words
    assert outcomes(cast.alex, cast)["latest"]["words"] == words


def test_a_draft_from_an_older_definition_is_refused_and_stays_on_the_device(cast: Cast) -> None:
    refused = cast.alex.put(f"{record(cast.alex)}/responses/{new_id()}", filled(version="0"), expect=409)
    assert refused["code"] == "outcomes.other_version"
    assert "Your answers are still on this device" in refused["detail"]
    assert kept() == (0, 0)


def test_an_unknown_questionnaire_is_not_there(cast: Cast) -> None:
    cast.alex.put(f"{record(cast.alex)}/responses/{new_id()}", filled(instrument="horoscope"), expect=404)
    assert kept() == (0, 0)


def test_the_same_again_is_harmless_and_other_content_is_not(cast: Cast) -> None:
    path = f"{record(cast.alex)}/responses/{new_id()}"
    body = filled(words="Mine.")
    first = cast.alex.put(path, body, expect=201)
    assert cast.alex.put(path, {**body, "answers": list(reversed(body["answers"]))}, expect=200) == first
    changes: list[dict[str, Any]] = [
        {"words": "Other."},
        {"answers": answers(3)},
        {"answers": body["answers"][1:]},
        {"is_private": True},
        {"how": "together"},
        {"answered_at": (clock.now() - timedelta(hours=1)).isoformat()},
    ]
    for change in changes:
        assert cast.alex.put(path, body | change, expect=409)["code"] == "http.id_taken"
    assert outcomes(cast.alex, cast)["latest"] == first
    assert kept() == (1, 11)


def test_two_devices_that_finish_the_same_draft_leave_the_first(cast: Cast) -> None:
    response_id = new_id()
    rate(cast.alex, answers(4), response_id=response_id)
    refused = rate(cast.alex, answers(5), response_id=response_id, expect=409)
    assert refused["detail"].endswith("Your first words are safe.")
    assert {one["value"] for one in outcomes(cast.alex, cast)["latest"]["answers"]} == {4}


def test_an_id_that_somebody_else_has_used_is_taken(cast: Cast) -> None:
    response_id = new_id()
    rate(cast.sam, response_id=response_id)
    rate(cast.alex, response_id=response_id, expect=409)
    assert outcomes(cast.alex, cast)["count"] == 0


def test_a_phone_whose_clock_is_a_little_ahead_is_believed_to_mean_now(cast: Cast) -> None:
    path, ahead = f"{record(cast.alex)}/responses/{new_id()}", clock.now() + timedelta(hours=5)
    sent = cast.alex.put(path, filled(at=ahead), expect=201)
    assert sent["answered_at"] < ahead.isoformat()
    cast.alex.put(path, filled(at=ahead), expect=200)


def test_a_retry_after_the_questions_have_changed_still_says_that_it_is_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, body = f"{record(cast.alex)}/responses/{new_id()}", filled()
    cast.alex.put(path, body, expect=201)
    now, known = catalogue._find("dialog", "1"), catalogue._find
    assert now is not None
    newer = type(now)(**{**{name: getattr(now, name) for name in now.__dataclass_fields__}, "version": "2"})
    monkeypatch.setattr(catalogue, "_find", lambda key, version: newer if version is None else known(key, version))
    cast.alex.put(path, body, expect=200)
    assert rate(cast.alex, expect=409)["code"] == "outcomes.other_version"


def test_a_worker_enters_answers_for_somebody_without_a_phone(cast: Cast) -> None:
    share(cast, "dialog_results", may_add=True)
    sent = rate(cast.asha, whose=cast.alex, how="for_them", at=clock.now() - timedelta(days=2))
    assert (sent["how"], sent["entered_by"], sent["is_mine"]) == ("for_them", "Asha Begum", True)
    hers = outcomes(cast.alex, cast)["latest"]
    assert (hers["how"], hers["entered_by"], hers["is_mine"]) == ("for_them", "Asha Begum", False)


@pytest.mark.parametrize(("change", "field"), [({"how": "alone"}, "how"), ({"is_private": True}, "is_private")])
def test_a_worker_is_never_alone_nor_private(cast: Cast, change: dict[str, Any], field: str) -> None:
    share(cast, "dialog_results", may_add=True)
    assert field in rate(cast.asha, whose=cast.alex, **{"how": "together"} | change, expect=422)["fields"]
    assert kept() == (0, 0)


def test_a_workers_retry_is_harmless_in_another_visit_too(cast: Cast) -> None:
    share(cast, "dialog_results", may_add=True)
    path, body = f"{record(cast.alex)}/responses/{new_id()}", filled(how="for_them", words="On paper.")
    first = cast.asha.put(path, body, expect=201)
    with role(OWNER):
        asha = sign_in(cast.asha)
    assert asha.put(path, body, expect=200) == first


def test_a_carer_who_may_add_fills_in_with_her(cast: Cast) -> None:
    share(cast, "dialog_results", trust(cast, cast.jo), may_add=True)
    assert rate(cast.jo, whose=cast.alex, how="together")["entered_by"] == "Jo Hart"


def test_who_only_sees_does_not_write(cast: Cast) -> None:
    share(cast, "dialog_results")
    share(cast, "dialog_results", trust(cast, cast.jo))
    for who in (cast.asha, cast.jo):
        assert rate(who, whose=cast.alex, how="together", expect=403)["code"] == "sharing.may_not_add"
    assert kept() == (0, 0)


@pytest.mark.parametrize("who", ["sam", "nia", "jo", "asha"])
def test_a_stranger_and_a_team_without_a_grant_write_nothing(cast: Cast, who: str) -> None:
    rate(getattr(cast, who), whose=cast.alex, how="together", expect=404)
    assert kept() == (0, 0)


def test_every_act_leaves_its_row_with_its_right(cast: Cast) -> None:
    sent = rate(cast.alex)
    cast.alex.put(f"{record(cast.alex)}/responses/{sent['id']}/privacy", {"is_private": True})
    cast.alex.put(f"{record(cast.alex)}/responses/{sent['id']}/privacy", {"is_private": True})
    share(cast, "dialog_results", may_add=True)
    rate(cast.asha, whose=cast.alex, how="for_them")
    with role(OWNER):
        rows = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action.startswith("outcomes.")).order_by(AuditEntry.seq)
        ).all()
    assert [(row.action, row.actor_id, row.team_id, row.section) for row in rows] == [
        ("outcomes.answered", cast.alex.account_id, None, "dialog_results"),
        ("outcomes.privacy_set", cast.alex.account_id, None, "dialog_results"),
        ("outcomes.answered", cast.asha.account_id, cast.riverside, "dialog_results"),
    ]


def test_who_has_looked_says_it_in_words(cast: Cast) -> None:
    share(cast, "dialog_results", may_add=True)
    rate(cast.asha, whose=cast.alex, how="for_them")
    ask_for(cast.asha, cast)
    said = [entry["words"] for entry in cast.alex.get("/api/access-log")["entries"]]
    assert said == [
        "Asha Begum (worker, Riverside Team) asked you to fill in a questionnaire.",
        "Asha Begum (worker, Riverside Team) filled in how your life is going.",
    ]


class TestPrivate:
    """What she keeps to herself is met by nobody else, whatever they may see otherwise."""

    @pytest.fixture
    def private(self, cast: Cast) -> Any:
        share(cast, "dialog_results", may_add=True)
        share(cast, "dialog_results", trust(cast, cast.jo), may_add=True)
        break_glass(cast, cast.nia, session_of(cast.nia))
        return rate(cast.alex, answers(2), is_private=True, words="Only for me.")

    @pytest.mark.parametrize("who", ["asha", "grace", "jo", "nia"])
    def test_others_get_what_they_would_get_without_it(self, cast: Cast, who: str, private: Any) -> None:
        member = getattr(cast, who)
        with_it = member.respond("GET", f"{record(cast.alex)}/outcomes").data
        with role(OWNER):
            db.session.execute(text("DELETE FROM questionnaire_answers"))
            db.session.execute(text("DELETE FROM questionnaire_responses"))
        assert member.respond("GET", f"{record(cast.alex)}/outcomes").data == with_it
        assert b"Only for me." not in with_it

    @pytest.mark.parametrize("table", ["questionnaire_responses", "questionnaire_answers"])
    def test_raw_sql_shows_it_to_her_alone(self, cast: Cast, table: str, private: Any) -> None:
        rows = {"questionnaire_responses": 1, "questionnaire_answers": 11}[table]
        for who in (cast.alex, cast.asha, cast.grace, cast.jo, cast.nia, cast.sam):
            with role(WEB):
                act_as(who.account_id)
                found = len(db.session.execute(text(f"SELECT * FROM {table}")).all())
            assert found == (rows if who is cast.alex else 0), who.name

    @pytest.mark.parametrize("table", ["questionnaire_responses", "questionnaire_answers"])
    def test_raw_sql_of_others_does_not_open_it(self, cast: Cast, table: str, private: Any) -> None:
        for who in (cast.asha, cast.jo, cast.sam):
            with role(WEB):
                act_as(who.account_id)
                changed = db.session.execute(text(f"UPDATE {table} SET is_private = false"))
            assert changed.rowcount == 0, who.name

    def test_she_shares_it_later_and_closes_it_again(self, cast: Cast, private: Any) -> None:
        path = f"{record(cast.alex)}/responses/{private['id']}/privacy"
        assert not cast.alex.put(path, {"is_private": False})["is_private"]
        assert outcomes(cast.asha, cast)["latest"]["words"] == "Only for me."
        assert cast.alex.put(path, {"is_private": True})["is_private"]
        assert outcomes(cast.asha, cast)["count"] == 0
        assert outcomes(cast.alex, cast)["count"] == 1

    @pytest.mark.parametrize("who", ["sam", "asha", "nobody"])
    def test_nobody_else_switches_it(self, cast: Cast, who: str, private: Any) -> None:
        path = f"{record(cast.alex)}/responses/{private['id']}/privacy"
        expect = {"sam": 404, "asha": 403, "nobody": 401}[who]
        getattr(cast, who).put(path, {"is_private": False}, expect=expect)
        assert outcomes(cast.alex, cast)["latest"]["is_private"]

    def test_what_is_not_there_cannot_be_switched(self, cast: Cast) -> None:
        theirs = rate(cast.sam)["id"]
        for response_id in (new_id(), theirs):
            path = f"{record(cast.alex)}/responses/{response_id}/privacy"
            cast.alex.put(path, {"is_private": True}, expect=404)


def test_nothing_but_privacy_can_be_changed_even_by_her(cast: Cast) -> None:
    rate(cast.alex)
    with role(WEB):
        act_as(cast.alex.account_id)
        for change in (
            "UPDATE questionnaire_answers SET value = 7",
            "UPDATE questionnaire_responses SET words_sealed = ''",
            "DELETE FROM questionnaire_answers",
            "DELETE FROM questionnaire_responses",
        ):
            nested = db.session.begin_nested()
            with pytest.raises(Exception, match="permission denied"):
                db.session.execute(text(change))
            nested.rollback()


def test_the_database_keeps_no_answer_that_is_both_or_neither(cast: Cast) -> None:
    sent = rate(cast.alex)
    with role(OWNER):
        for value, skipped in (("4", "'not_answered'"), ("NULL", "NULL")):
            nested = db.session.begin_nested()
            with pytest.raises(Exception, match="answered_or_skipped"):
                db.session.execute(
                    text(f"UPDATE questionnaire_answers SET value = {value}, skipped = {skipped} WHERE item = 'job'")
                )
            nested.rollback()
        assert db.session.get_one(QuestionnaireResponse, sent["id"]).version == "1"


@pytest.mark.parametrize("who", ["sam", "asha", "jo", "nia"])
def test_raw_sql_puts_nothing_into_a_record_that_one_may_not_add_to(cast: Cast, who: str) -> None:
    """Asha's team sees and may not add; Jo too."""
    share(cast, "dialog_results")
    share(cast, "dialog_results", trust(cast, cast.jo))
    sent = rate(cast.alex)
    values = {"id": new_id(), "sent": sent["id"], "record": cast.alex.record_id, "who": getattr(cast, who).account_id}
    lines = "INSERT INTO questionnaire_answers (response_id, item, record_id, value, is_private)"
    whole = (
        "INSERT INTO questionnaire_responses"
        " (id, record_id, instrument, version, answered_at, at, account_id, how, is_private, words_sealed)"
    )
    for put in (
        f"{lines} VALUES (:sent, 'other', :record, 4, false)",
        f"{whole} VALUES (:id, :record, 'dialog', '1', now(), now(), :who, 'alone', false, '')",
    ):
        with role(WEB):
            act_as(getattr(cast, who).account_id)
            nested = db.session.begin_nested()
            with pytest.raises(Exception, match="row-level security"):
                db.session.execute(text(put), values)
            nested.rollback()
