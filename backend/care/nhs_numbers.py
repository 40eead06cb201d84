"""NHS numbers: reading and showing one, and keeping it at a record.

Ten digits, the last of which checks the others (modulus 11), shown 3-3-4 (NHS service manual, "NHS numbers"). Never the only
identifier: whoever writes one down here knows the person, or was told it by a service that does.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, text

from backend.audit import service as audit
from backend.care.models import Record
from backend.care.records import team_of_record
from backend.core import limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, Invalid, NotFound

DIGITS = 10
MODULUS = 11
MOST_A_DAY = 100
WRONG = "Enter an NHS number: 10 digits, like 943 476 5919. It is on most letters from the NHS."
# How a record came by its number.
PROVIDER, WORKER, INVITATION = "provider", "worker", "invitation"

HOLDER = text("SELECT record_id, account_id, is_open FROM holder_of_nhs_number(:fingerprint)")


class NumberTaken(Conflict):
    """Somebody's record has it: one of the two numbers is wrong, or it is the same person twice."""

    code = "care.nhs_number_taken"
    words = "Somebody's record has this NHS number already. Please check the number with the person."


@dataclass(frozen=True)
class Holder:
    """Whose record has a number. `is_open`: that account is not closed."""

    record_id: uuid.UUID
    account_id: uuid.UUID
    is_open: bool


def read_number(typed: str) -> str:
    """The ten digits of what was typed; spaces and dashes do not matter. Raises Invalid."""
    digits = re.sub(r"[\s-]", "", typed)
    if not is_number(digits):
        raise Invalid(fields={"nhs_number": [WRONG]})
    return digits


def is_number(digits: str) -> bool:
    """Whether these are ten digits of which the last one fits. Ten times the same one fits too, and is nobody's number."""
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(DIGITS, 1, -1), strict=False))
    return -weighed % MODULUS == int(digits[-1])


def shown(digits: str) -> str:
    """As letters from the NHS write it: 943 476 5919."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def mostly_hidden(digits: str) -> str:
    """Enough to compare it with a letter, and no more: ••• ••• 5919."""
    return f"••• ••• {digits[6:]}"


def fingerprint(digits: str) -> bytes:
    """The keyed fingerprint by which a record or an invitation is found."""
    return vault.blind_index("nhs_number", digits)


def holder_of(digits: str) -> Holder | None:
    """Whose record has that number, whoever asks: nothing but ids comes back."""
    row = db.session.execute(HOLDER, {"fingerprint": fingerprint(digits)}).one_or_none()
    return Holder(row.record_id, row.account_id, row.is_open) if row else None


def fingerprint_of_record(record_id: uuid.UUID) -> bytes | None:
    """By what a record's number is found; None without one, or where the actor may not meet the record."""
    return db.session.scalar(select(Record.nhs_number_index).where(Record.id == record_id))


def keep_number(record_id: uuid.UUID, digits: str, came_from: str) -> None:
    """Give a record its number: for its team, or for the person while it has none. Raises NumberTaken, NotFound."""
    row = Record(id=record_id)
    row.nhs_number = digits
    done = db.session.scalar(
        select(func.set_nhs_number(record_id, row.nhs_number_sealed, fingerprint(digits), came_from))
    )
    if done == "taken":
        raise NumberTaken
    if done != "set":
        raise NotFound


def check_is_free(actor: Actor, digits: str, record_id: uuid.UUID | None = None) -> None:
    """Raise NumberTaken when another record has that number. Counted, and that person sees that it was tried.

    The count's own commit keeps the row, which the refusal would undo.
    """
    holder = holder_of(digits)
    is_taken = holder is not None and holder.record_id != record_id
    if holder is not None and is_taken:
        audit.record_act(actor, "care.nhs_number_tried", record_id=holder.record_id, section="care")
    limits.count_attempt("nhs_number", str(actor.account_id), at_most=MOST_A_DAY, within=timedelta(days=1))
    if is_taken:
        raise NumberTaken


def set_number(actor: Actor, record_id: uuid.UUID, typed: str) -> dict[str, Any]:
    """Write the number of a record, where there is none or a wrong one: for workers of its team. The person sees it."""
    team = team_of_record(record_id)
    if team is None or actor.role_in(team.id) is None:
        raise NotFound
    digits = read_number(typed)
    check_is_free(actor, digits, record_id)
    if fingerprint_of_record(record_id) != fingerprint(digits):
        keep_number(record_id, digits, WORKER)
        audit.record_act(actor, "care.nhs_number_set", record_id=record_id, section="care", team_id=team.id)
    return describe_number(actor, record_id)


def describe_number(actor: Actor, record_id: uuid.UUID) -> dict[str, Any]:
    """The end of a record's number, for its person and her team. The person sees who looked."""
    team = team_of_record(record_id)
    is_of_team = team is not None and actor.role_in(team.id) is not None
    record = db.session.get(Record, record_id, populate_existing=True)
    if record is None or not (is_of_team or actor.record_id == record_id):
        raise NotFound
    audit.record_reads(actor, [record_id], section="care", how="nhs_number")
    digits = record.nhs_number
    return {"shown": mostly_hidden(digits) if digits else None, "came_from": record.nhs_number_from}
