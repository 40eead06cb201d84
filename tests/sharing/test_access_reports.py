"""Something looks odd: the person says so in one act, the leads of the trust answer, and the one reported stays outside."""

from __future__ import annotations

from typing import Any

from backend.care import service as care
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.identity.steps import audited
from tests.roles import role
from tests.sharing.emergencies import add_lead, log, told
from tests.sharing.test_access_log import read
from tests.sharing.test_emergency_review import _root

WORDS = "I do not know why Grace looked at this on a Sunday."


def report(member: Member, entry: Any = None, *, expect: int = 201, words: str = WORDS, report_id: Any = None) -> Any:
    body = {"entry_id": entry, "words": words}
    return member.put(f"/api/access-reports/{report_id or new_id()}", body, expect=expect)


def reports(member: Member) -> list[dict[str, Any]]:
    return member.get("/api/access-reports")["reports"]


def test_the_leads_of_the_trust_get_it_and_answer(cast: Cast) -> None:
    lead = add_lead(cast, "Huw Evans", cast.hillside)
    made = report(cast.alex)
    assert (made["words"], made["answered_at"]) == (WORDS, None)
    assert set(told("sharing.access_report")) == {cast.grace.account_id, lead.account_id}
    (row,) = reports(lead)
    assert (row["preferred_name"], row["words"], row["about"]) == ("Alex Morgan", WORDS, None)
    answered = lead.post(f"/api/access-reports/{made['id']}/answered", {"words": "We have looked into it."})
    assert answered["answered_by"] == "Huw Evans"
    assert told("sharing.report_answered") == [cast.alex.account_id]
    (mine,) = cast.alex.get("/api/access-reports/mine")["reports"]
    assert mine["answer"] == "We have looked into it."
    refused = cast.grace.post(f"/api/access-reports/{made['id']}/answered", {"words": "I too."}, expect=409)
    assert refused["code"] == "sharing.answered_already"
    assert audited("sharing.reported", cast.alex.account_id) == 1
    assert audited("sharing.report_answered", lead.account_id) == 1


def test_the_one_reported_never_sees_it(cast: Cast) -> None:
    lead = add_lead(cast, "Huw Evans", cast.hillside)
    read(cast.grace, cast.alex, "goals")
    made = report(cast.alex, log(cast.alex)[0]["id"])
    assert told("sharing.access_report") == [lead.account_id]
    assert reports(cast.grace) == []
    assert cast.grace.get("/api/emergency/reviews/due")["reports"] == 0
    cast.grace.post(f"/api/access-reports/{made['id']}/answered", {"words": "All well."}, expect=404)
    (row,) = reports(lead)
    assert row["about"] == "Grace Lee"


def test_nobody_else_does_either(cast: Cast) -> None:
    with role(OWNER):
        elsewhere = care.create_team("Far Team", care.create_organisation("Another trust").id).id
    stranger = add_lead(cast, "Ffion Hughes", elsewhere)
    made = report(cast.alex)
    assert reports(stranger) == []
    stranger.post(f"/api/access-reports/{made['id']}/answered", {"words": "x"}, expect=404)
    for worker in (cast.asha, cast.nia, cast.jo):
        worker.get("/api/access-reports", expect=403)
        worker.post(f"/api/access-reports/{made['id']}/answered", {"words": "x"}, expect=403)
    assert cast.sam.get("/api/access-reports/mine")["reports"] == []
    cast.grace.put(f"/api/access-reports/{new_id()}", {"words": WORDS}, expect=403)
    assert told("sharing.access_report") == [cast.grace.account_id]


def test_reading_a_report_is_seen_by_its_person(cast: Cast) -> None:
    report(cast.alex)
    reports(cast.grace)
    (entry,) = log(cast.alex)
    assert entry["words"] == "Grace Lee (team lead, Riverside Team) read your name, and what you told us."
    assert entry["way"] == "report"


def test_a_retry_is_harmless_and_other_words_are_not(cast: Cast) -> None:
    report_id = new_id()
    first = report(cast.alex, report_id=report_id)
    assert report(cast.alex, report_id=report_id, expect=200) == first
    report(cast.alex, report_id=report_id, words="Other words.", expect=409)
    report(cast.sam, report_id=report_id, expect=409)
    assert len(told("sharing.access_report")) == 1


def test_only_an_entry_of_ones_own_can_be_odd(cast: Cast) -> None:
    read(cast.asha, cast.sam)
    report(cast.alex, log(cast.sam)[0]["id"], expect=404)
    report(cast.alex, str(new_id()), expect=404)
    report(cast.alex, words=" ", expect=422)
    assert told("sharing.access_report") == []
    assert _root()
    assert db.session.is_active
