"""That no word of a record is opened for another without a row that says so.

What is sealed under a record is noted when it is opened, and so is what the audit wrote about that record. Before a request
is answered the two are compared: words without a row are never handed out.
"""

from __future__ import annotations

import uuid

from backend.core.db import db

OPENED, LOGGED = "opened_sections", "logged_sections"

# Her name and her team come with every section, so a row about any of them covers these.
CARE = "care"

Section = tuple[uuid.UUID, str]


class NotLogged(Exception):
    """Words of somebody else's record were opened in this request, and the audit does not know. It is our mistake."""


def begin() -> None:
    """A request begins: nothing was opened yet."""
    db.session.info.pop(OPENED, None)
    db.session.info.pop(LOGGED, None)


def note_opened(record_id: uuid.UUID, section: str) -> None:
    """Something sealed in that section of that record was opened in this transaction."""
    db.session.info.setdefault(OPENED, set()).add((record_id, section))


def note_logged(record_id: uuid.UUID, section: str) -> None:
    """The audit says, or has said in this visit, that the acting account reads or acts on that section."""
    db.session.info.setdefault(LOGGED, set()).add((record_id, section))


def check_all_logged(own_record_id: uuid.UUID | None) -> None:
    """Raise NotLogged when words of another's record were opened without a row."""
    opened: set[Section] = db.session.info.pop(OPENED, set())
    logged: set[Section] = db.session.info.pop(LOGGED, set())
    records = {record_id for record_id, _ in logged}
    missing = {
        (record_id, section)
        for record_id, section in opened - logged
        if record_id != own_record_id and not (section == CARE and record_id in records)
    }
    if missing:
        raise NotLogged(", ".join(sorted(section for _, section in missing)))
