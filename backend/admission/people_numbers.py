"""The NHS number that a provider names, held against the one that is written here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from backend.admission import questions
from backend.audit import service as audit
from backend.care import nhs_numbers
from backend.openid.protocol import Proof
from backend.sharing.models import Invitation

CLAIM = "nhs_number"
# A photo and a face: the level at which NHS login knows whose number it is.
HIGH = "P9"


@dataclass(frozen=True)
class Claimed:
    """What the provider says: ten digits that fit, or something that `is_wrong`, or nothing."""

    digits: str | None = None
    is_wrong: bool = False


def claimed_in(proof: Proof) -> Claimed:
    """The number of a proof."""
    claim = proof.claims.get(CLAIM)
    if claim in (None, ""):
        return Claimed()
    digits = claim.replace(" ", "") if isinstance(claim, str) else ""
    return Claimed(digits) if nhs_numbers.is_number(digits) else Claimed(is_wrong=True)


def check_fits_invitation(invitation: Invitation, proof: Proof) -> Claimed:
    """What is claimed. Raises DoesNotFit for a number that is not the invitation's, or is somebody's already."""
    claimed = claimed_in(proof)
    if claimed.is_wrong:
        raise questions.doubt_invitation(invitation, questions.WRONG, proof)
    if claimed.digits is None:
        return claimed
    written = invitation.nhs_number_index
    if written is not None and written != nhs_numbers.fingerprint(claimed.digits):
        raise questions.doubt_invitation(invitation, questions.DIFFERS, proof)
    if nhs_numbers.holder_of(claimed.digits) is not None:
        raise questions.doubt_invitation(invitation, questions.TAKEN, proof)
    return claimed


def check_fits_record(account_id: uuid.UUID, record_id: uuid.UUID, proof: Proof) -> None:
    """Raise DoesNotFit for a number that is not her record's. A record without one takes it over from a high proof."""
    claimed = claimed_in(proof)
    if claimed.is_wrong:
        raise questions.doubt_record(account_id, record_id, questions.WRONG, proof)
    if claimed.digits is None:
        return
    written = nhs_numbers.fingerprint_of_record(record_id)
    if written is not None and written != nhs_numbers.fingerprint(claimed.digits):
        raise questions.doubt_record(account_id, record_id, questions.DIFFERS, proof)
    if written is None and proof.level == HIGH:
        _take_over(account_id, record_id, claimed.digits, proof)


def _take_over(account_id: uuid.UUID, record_id: uuid.UUID, digits: str, proof: Proof) -> None:
    try:
        nhs_numbers.keep_number(record_id, digits, nhs_numbers.PROVIDER)
    except nhs_numbers.NumberTaken:
        raise questions.doubt_record(account_id, record_id, questions.TAKEN, proof) from None
    audit.record_act(None, "admission.number_taken_over", account_id=account_id, record_id=record_id, section="care")
