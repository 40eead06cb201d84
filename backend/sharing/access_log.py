"""Who has looked: what others read of a person's record or did with it, in plain words, page by page and as a file."""

from __future__ import annotations

import csv
import io
import uuid
from typing import Any

from backend.audit import service as audit
from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.actor import Actor
from backend.sharing.access_log_people import Known, known_of
from backend.sharing.access_log_words import HOW, describe, title_of

A_PAGE = 50

COLUMNS = ("Day", "Time", "Who", "Role", "Team", "Part of your record", "What happened", "Why", "How")
# A table program would take what begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def describe_log(
    actor: Actor,
    *,
    before: uuid.UUID | None = None,
    section: str | None = None,
    who: uuid.UUID | None = None,
    own: bool = False,
) -> dict[str, Any]:
    """One page of the log of the actor's own record, newest first. `next` is where the following page begins."""
    assert actor.record_id is not None
    wanted = audit.Wanted(before, section, who, own)
    entries = audit.entries_of_record(actor.record_id, actor.account_id, wanted, A_PAGE + 1)
    page = entries[:A_PAGE]
    everybody = audit.actors_of_record(actor.record_id, actor.account_id)
    known = known_of(actor, [*page, *everybody.values()])
    return {
        "entries": [describe(entry, known) for entry in page],
        "next": page[-1].id if len(entries) > A_PAGE else None,
        "people": _people(everybody, known),
    }


def download_log(actor: Actor) -> str:
    """The whole log, her own acts too, as a table for her to keep. That she took it is an act of hers."""
    assert actor.record_id is not None
    entries = audit.entries_of_record(actor.record_id, actor.account_id, audit.Wanted(own=True), None)
    known = known_of(actor, entries)
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    table.writerows(_row(entry, known) for entry in entries)
    audit.record_act(actor, "sharing.log_downloaded", record_id=actor.record_id, section="care", rows=len(entries))
    return written.getvalue()


def _people(everybody: dict[uuid.UUID, AuditEntry], known: Known) -> list[dict[str, Any]]:
    people = [{"id": one, "name": known.name_of(entry)} for one, entry in everybody.items()]
    return sorted(people, key=lambda person: str(person["name"]).casefold())


def _row(entry: AuditEntry, known: Known) -> list[str]:
    said, here = describe(entry, known), clock.in_london(entry.at)
    return [
        f"{here:%Y-%m-%d}",
        f"{here:%H:%M}",
        *(_plain(said[name] or "") for name in ("by", "role", "team")),
        title_of(said["section"]),
        _plain(said["words"]),
        _plain(said["why"] or ""),
        HOW.get(said["how"], ""),
    ]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
