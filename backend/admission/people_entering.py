"""What a person must have proved before her record opens."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select, text

from backend.admission import arrivals
from backend.admission.people_numbers import HIGH, check_fits_record
from backend.core.db import db
from backend.core.errors import Forbidden
from backend.openid.protocol import Proof
from backend.openid.refusals import LevelTooLow

IS_CLOSED = text("SELECT closed_at IS NOT NULL FROM accounts WHERE id = :account")


class AccountClosed(Forbidden):
    """Her account was closed: nothing opens any more."""

    code = "admission.account_closed"
    words = "This account was closed. If you want to come back, please ask your team for a new invitation."


def check_may_enter(account_id: uuid.UUID, proof: Proof) -> None:
    """Whether the acting account may come in by this proof. Raises LevelTooLow, DoesNotFit, AccountClosed."""
    check_is_open(account_id)
    record_id = db.session.scalar(select(func.own_record()))
    if record_id is None:
        return
    if proof.level != HIGH and not arrivals.is_vouched_for(account_id, proof):
        raise LevelTooLow
    check_fits_record(account_id, record_id, proof)


def check_is_open(account_id: uuid.UUID) -> None:
    """Raise AccountClosed when it is not."""
    if db.session.scalar(IS_CLOSED, {"account": account_id}):
        raise AccountClosed
