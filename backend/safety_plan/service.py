"""Reading the plan: one door for the person, her team, whom she trusts and who has emergency access."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.core.errors import NotFound
from backend.identity import service as identity
from backend.safety_plan import access, agreeing, photos
from backend.safety_plan.headings import DISTRESSED, DO, DONT, HEADINGS
from backend.safety_plan.items import read_text
from backend.safety_plan.models import PlanSection, SafetyPlan, SectionVersion, Suggestion
from backend.sharing import access as sharing

Json = dict[str, Any]
Names = dict[uuid.UUID, str]
Written = dict[str, SectionVersion]

SHARED = "shared"


@dataclass(frozen=True)
class Seen:
    """What one reader meets: the heads and the words of sections, and the suggestions that lie between them and her."""

    heads: dict[str, PlanSection]
    written: Written
    suggestions: list[Suggestion]


def describe_plan(actor: Actor, record_id: uuid.UUID) -> Json:
    """The whole plan as this reader meets it now. Hidden looks like nothing written. Raises NotFound."""
    right = access.open_plan(actor, record_id)
    place = sharing.where_to_look(record_id, right)
    is_own = right is not None and right.way == sharing.OWN
    read_many([record_id])
    plan = db.session.scalar(select(SafetyPlan).where(SafetyPlan.record_id == place))
    seen = _look(place)
    names = names_of([*seen.written.values(), *seen.suggestions])
    sections = describe_sections(seen.heads, seen.written, names, is_own=is_own)
    shown = photos.list_photos(place, is_own=is_own)
    return {
        "record_id": record_id,
        "person_name": care.preferred_names_of([record_id])[record_id],
        "is_mine": is_own,
        "is_begun": bool(plan and plan.version)
        if is_own
        else bool(shown) or any(section["items"] for section in sections),
        "version": (plan.version if plan else 0) if is_own else None,
        # To the minute, so that a page which asks again may hear that nothing has changed.
        "as_of": clock.now().replace(second=0, microsecond=0),
        "sections": sections,
        "suggestions": [describe_suggestion(actor, row, names) for row in seen.suggestions],
        "photos": shown,
        "photo_bytes_left": photos.bytes_left(record_id) if is_own else None,
        "may_add": right is not None and right.level >= sharing.ADD,
        **agreeing.describe_agreements(actor, place, right),
    }


def describe_own_plan(actor: Actor) -> Json:
    """The actor's own plan. Raises NotFound for who has no record."""
    if actor.record_id is None:
        raise NotFound
    return describe_plan(actor, actor.record_id)


def describe_please(actor: Actor, record_id: uuid.UUID) -> Json:
    """What to do and not to do when she is very distressed, and nothing else of the plan. Raises NotFound."""
    right = access.open_plan(actor, record_id)
    place = sharing.where_to_look(record_id, right)
    row = db.session.scalar(_newest(place).where(SectionVersion.heading == DISTRESSED))
    items = read_text(row.body) if row else []
    return {
        "do": [item["words"] for item in items if item["group"] == DO],
        "dont": [item["words"] for item in items if item["group"] == DONT],
        "at": row.at if row and items else None,
    }


def sections_seen(place: uuid.UUID, *, is_own: bool) -> list[Json]:
    """All ten sections as whoever acts meets them there. Log it first: `access.open_plan`."""
    seen = _look(place)
    return describe_sections(seen.heads, seen.written, names_of(seen.written.values()), is_own=is_own)


def describe_sections(heads: dict[str, PlanSection], written: Written, names: Names, *, is_own: bool) -> list[Json]:
    """All ten in their order. To others, what was emptied looks as if it had never been written."""
    described = []
    for heading in HEADINGS:
        row, head = written.get(heading.key), heads.get(heading.key)
        items = read_text(row.body) if row else []
        stands = row if is_own or items else None
        described.append(
            {
                "heading": heading.key,
                "title": heading.title,
                "version": stands.version if stands else 0,
                "items": items,
                **when_and_who(stands, names),
                "audience": (head.audience if head else SHARED) if is_own else None,
            }
        )
    return described


def when_and_who(row: Any, names: Names) -> dict[str, datetime | str | None]:
    """When a version was saved, by whom, and who was beside her. `row`: a version, its columns, or None."""
    if row is None:
        return {"at": None, "by": None, "with_name": None}
    beside = names.get(row.with_account_id) if row.with_account_id else None
    return {"at": row.at, "by": names[row.account_id], "with_name": beside}


def describe_suggestion(actor: Actor, row: Suggestion, names: Names) -> Json:
    """An item that somebody proposes; it has the suggestion's own id."""
    return {
        "id": row.id,
        "heading": row.heading,
        "item": read_text(row.body),
        "by": names[row.account_id],
        "at": row.at,
        "is_mine": row.account_id == actor.account_id,
    }


def names_of(rows: Iterable[Any]) -> Names:
    """Of everybody who wrote these, or sat beside her."""
    found = list(rows)
    beside = {getattr(row, "with_account_id", None) for row in found}
    return identity.names_of({row.account_id for row in found} | {one for one in beside if one is not None})


def _look(place: uuid.UUID) -> Seen:
    heads = db.session.scalars(select(PlanSection).where(PlanSection.record_id == place))
    waiting = select(Suggestion).where(Suggestion.record_id == place, Suggestion.answer.is_(None))
    return Seen(
        {head.heading: head for head in heads},
        {row.heading: row for row in db.session.scalars(_newest(place))},
        list(db.session.scalars(waiting.order_by(Suggestion.at, Suggestion.id))),
    )


def _newest(place: uuid.UUID) -> Select[SectionVersion]:
    counts = (
        (PlanSection.record_id == SectionVersion.record_id)
        & (PlanSection.heading == SectionVersion.heading)
        & (PlanSection.version == SectionVersion.version)
    )
    return select(SectionVersion).join(PlanSection, counts).where(SectionVersion.record_id == place)
