"""Coded scores in a file: exactly what that lead may see, never what is private, each record logged."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.errors import Forbidden, NotFound
from backend.core.ids import new_id
from backend.outcomes import export
from backend.outcomes.export import ScoreRow, Span
from tests.cast import Cast
from tests.outcomes.filling import ITEMS, answers, rate
from tests.roles import role
from tests.sharing.ways import share, trust

DAY = timedelta(days=1)
RATINGS = [("dialog_results", export.scores_of_ratings)]


def exported(
    email: str, cast: Cast, span: Span | None = None, sources: list[Any] | None = None
) -> list[dict[str, str]]:
    """What stands in the file, as the command writes it."""
    out = io.StringIO()
    with role(WEB):
        actor = export.act_for(email)
        assert actor is not None
        whole = Span(clock.now() - 999 * DAY, clock.now() + DAY)
        count = export.export_scores(actor, cast.riverside, span or whole, sources or RATINGS, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert len(rows) == count
    return rows


def grace(cast: Cast, **more: Any) -> list[dict[str, str]]:
    return exported("grace@example.org", cast, **more)


def test_a_row_is_one_coded_score(cast: Cast) -> None:
    share(cast, "dialog_results")
    sent = rate(cast.alex, answers(4, job=2))
    rows = grace(cast)
    assert len(rows) == len(ITEMS)
    (found,) = [row for row in rows if row["snomed_code"] == "1037671000000109"]
    assert found == {
        "record_id": str(cast.alex.record_id),
        "snomed_code": "1037671000000109",
        "term": "DIALOG patient rated outcome measure item 3 score - how satisfied are you with your job situation",
        "score": "2",
        "answered_at": found["answered_at"],
        "instrument": "dialog",
        "version": "1",
        "how": "alone",
    }
    assert datetime.fromisoformat(found["answered_at"]) == datetime.fromisoformat(sent["answered_at"])


def test_what_was_skipped_is_no_score(cast: Cast) -> None:
    share(cast, "dialog_results")
    skipped = {"item": "job", "value": None, "skipped": "rather_not_say", "wants_help": None}
    rate(cast.alex, [*answers(None, family=3), skipped])
    assert [(row["snomed_code"], row["score"]) for row in grace(cast)] == [("1037711000000105", "3")]


def test_private_ones_and_what_is_not_shared_are_left_out(cast: Cast) -> None:
    rate(cast.sam)
    share(cast, "dialog_results")
    rate(cast.alex, is_private=True)
    share(cast, "dialog_results", trust(cast, cast.jo))
    assert grace(cast) == []


def test_from_a_day_until_another(cast: Cast) -> None:
    share(cast, "dialog_results")
    # At noon: forty days ago the clocks may have shown another hour, and late in the evening another day.
    noon = clock.in_london(clock.now()).replace(hour=12, minute=0, second=0, microsecond=0)
    for days in (1, 20, 40):
        rate(cast.alex, answers(None, job=3), at=noon - days * DAY)
    today = noon.replace(tzinfo=None, hour=0)
    assert len(grace(cast, span=export.days(today - 30 * DAY, None))) == 2
    assert len(grace(cast, span=export.days(today - 30 * DAY, today - 10 * DAY))) == 1
    assert len(grace(cast, span=export.days(today - 40 * DAY, today - 40 * DAY))) == 1


def test_each_record_in_it_is_written_down_once(cast: Cast) -> None:
    share(cast, "dialog_results")
    rate(cast.alex)
    rate(cast.alex)
    grace(cast)
    with role(OWNER):
        wanted = select(AuditEntry).where(AuditEntry.how == "export")
        (row,) = db.session.scalars(wanted).all()
    assert (row.actor_id, row.record_id, row.section) == (
        cast.grace.account_id,
        cast.alex.record_id,
        "dialog_results",
    )
    (entry,) = cast.alex.get("/api/access-log")["entries"]
    assert (entry["words"], entry["how"]) == (
        "Grace Lee (team lead, Riverside Team) read how you rated your life.",
        "export",
    )


def test_whose_life_is_not_in_it_has_no_row(cast: Cast) -> None:
    rate(cast.alex)
    grace(cast)
    assert cast.alex.get("/api/access-log")["entries"] == []


@pytest.mark.parametrize(("email", "refusal"), [("asha@example.org", Forbidden), ("nia@example.org", NotFound)])
def test_only_for_a_lead_of_that_team(cast: Cast, email: str, refusal: type[Exception]) -> None:
    share(cast, "dialog_results")
    rate(cast.alex)
    with pytest.raises(refusal):
        exported(email, cast)


def test_nobody_has_that_address(cast: Cast) -> None:
    assert export.act_for("somebody@example.org") is None


def test_others_add_their_own_scores(cast: Cast) -> None:
    row = ScoreRow(cast.alex.record_id or new_id(), "1638531000000102", "goal 1", 7, clock.now(), "gbo", "1", "alone")
    found = grace(cast, sources=[*RATINGS, ("goals", lambda _records, _span: [row])])
    assert [(one["snomed_code"], one["score"]) for one in found] == [("1638531000000102", "7")]
    assert [entry["section"] for entry in cast.alex.get("/api/access-log")["entries"]] == ["goals"]
