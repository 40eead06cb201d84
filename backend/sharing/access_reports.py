"""Something that looks odd in who has looked: the person tells the leads of the trust in one act, and is answered."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock, limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, IdTaken, NotFound
from backend.identity import service as identity
from backend.notifications import service as notifications
from backend.sharing.emergency_review import check_leads
from backend.sharing.models import AccessReport

REPORTED, ANSWERED = "sharing.access_report", "sharing.report_answered"
MOST_A_DAY = 20
LISTED_AFTERWARDS = timedelta(days=90)


class AnsweredAlready(Conflict):
    """The first answer stands."""

    code = "sharing.answered_already"
    words = "A colleague has answered this already."


def report(
    actor: Actor, report_id: uuid.UUID, *, entry_id: uuid.UUID | None, words: str
) -> tuple[dict[str, Any], bool]:
    """Tell the leads of the trust; the one whom it is about is never told. Sending the same again changes nothing."""
    assert actor.record_id is not None
    held = db.session.get(AccessReport, report_id)
    if held is not None:
        if (held.record_id, held.entry_id, held.words) != (actor.record_id, entry_id, words):
            raise IdTaken
        return _describe_own(held), False
    limits.count_attempt("access_reports", str(actor.account_id), at_most=MOST_A_DAY, within=timedelta(days=1))
    entry = audit.entry_of_record(actor.record_id, entry_id) if entry_id else None
    if entry_id is not None and entry is None:
        raise NotFound
    about = entry.actor_id if entry is not None else None
    written = _write(actor, report_id, entry_id, about, words)
    for lead in sorted(
        set(db.session.scalars(select(func.leads_of_trust(actor.record_id)))) - {about, actor.account_id}
    ):
        notifications.tell(lead, REPORTED, report_id, urgent=False)
    return _describe_own(written), True


def list_own(actor: Actor) -> list[dict[str, Any]]:
    """What the person reported, newest first, with the answers."""
    mine = select(AccessReport).where(AccessReport.record_id == actor.record_id).order_by(AccessReport.at.desc())
    return [_describe_own(row) for row in db.session.scalars(mine)]


def list_reports(actor: Actor) -> list[dict[str, Any]]:
    """For leads: what waits longest first, then what was answered lately. Each person can see that it was read."""
    check_leads(actor)
    rows = list(
        db.session.scalars(
            select(AccessReport)
            .where(
                AccessReport.about_account_id.is_distinct_from(actor.account_id),
                func.leads_trust_of(AccessReport.record_id),
                or_(AccessReport.answered_at.is_(None), AccessReport.answered_at > clock.now() - LISTED_AFTERWARDS),
            )
            .order_by(AccessReport.answered_at.is_not(None), AccessReport.at)
        )
    )
    return _describe_all(actor, rows)


def answer(actor: Actor, report_id: uuid.UUID, *, words: str) -> dict[str, Any]:
    """Answer what a person reported. She is told. Raises AnsweredAlready."""
    check_leads(actor)
    row = db.session.get(AccessReport, report_id)
    if row is None or row.about_account_id == actor.account_id:
        raise NotFound
    if not db.session.scalar(select(func.leads_trust_of(row.record_id))):
        raise NotFound
    if row.answered_at is not None:
        raise AnsweredAlready
    row.answered_at, row.answered_by, row.answer = clock.now(), actor.account_id, words
    db.session.flush()
    audit.record_act(actor, "sharing.report_answered", record_id=row.record_id, section="care", subject_id=row.id)
    person = db.session.scalar(select(func.person_of_report(row.id)))
    if person is not None:
        notifications.tell(person, ANSWERED, row.id, urgent=False)
    return _describe_all(actor, [row])[0]


def _write(
    actor: Actor, report_id: uuid.UUID, entry_id: uuid.UUID | None, about: uuid.UUID | None, words: str
) -> AccessReport:
    assert actor.record_id is not None
    row = AccessReport(
        id=report_id, record_id=actor.record_id, entry_id=entry_id, about_account_id=about, at=clock.now()
    )
    row.name, row.words = care.preferred_names_of([row.record_id])[row.record_id], words
    db.session.add(row)
    db.session.flush()
    audit.record_act(actor, "sharing.reported", record_id=row.record_id, section="care", subject_id=row.id)
    return row


def _describe_own(row: AccessReport) -> dict[str, Any]:
    return {
        "id": row.id,
        "entry_id": row.entry_id,
        "at": row.at,
        "words": row.words,
        "answered_at": row.answered_at,
        "answer": row.answer,
    }


def _describe_all(actor: Actor, rows: list[AccessReport]) -> list[dict[str, Any]]:
    vault.warm(row.record_id for row in rows)
    way = audit.Way("report", actor.teams[0].team_id)
    audit.record_reads(actor, [row.record_id for row in rows], "care", "report", way)
    ids = {one for row in rows for one in (row.about_account_id, row.answered_by) if one}
    names = identity.names_of(ids)
    return [
        {
            **_describe_own(row),
            "preferred_name": row.name,
            "about": names.get(row.about_account_id) if row.about_account_id else None,
            "answered_by": names.get(row.answered_by) if row.answered_by else None,
        }
        for row in rows
    ]
