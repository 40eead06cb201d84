"""Who of people and carers gets in by a provider: with an invitation, or by the NHS number of a record that is theirs."""

from __future__ import annotations

import re

from backend.admission import joining, questions, telling
from backend.admission.people_entering import check_may_enter
from backend.admission.people_numbers import HIGH, claimed_in
from backend.audit import service as audit
from backend.care import nhs_numbers
from backend.core.actor import Actor
from backend.core.db import act_as
from backend.core.errors import Conflict
from backend.identity.sign_in import Browser
from backend.openid import hooks
from backend.openid import service as openid
from backend.openid.hooks import Asked, Entered, Invitation
from backend.openid.protocol import Proof
from backend.sharing import joining as invited
from backend.sharing import trusted_joining

__all__ = ["check_invitation", "check_may_enter", "decide"]


def decide(actor: Actor | None, proof: Proof, asked: Asked, browser: Browser) -> Entered | None:
    """Let in whoever comes back with an invitation, or with the NHS number of a record. None: we know nobody by it.

    Raises DoesNotFit, LevelTooLow, and what invitations are refused with.
    """
    if asked.purpose == hooks.JOIN:
        return joining.join(actor, proof, _token(asked.invitation), browser)
    if asked.purpose == hooks.TRUSTED:
        return joining.say_yes(actor, proof, _token(asked.invitation), _short_code(asked.invitation), browser)
    if asked.purpose == hooks.SIGN_IN and openid.account_of(proof) is None:
        return _open_by_number(actor, proof, browser)
    return None


def check_invitation(purpose: str, invitation: Invitation, browser: Browser) -> None:
    """Refuse an invitation that does not open, before anybody is sent away with it. Raises as joining does."""
    if purpose == hooks.JOIN:
        invited.find_invitation(_token(invitation), browser)
    if purpose == hooks.TRUSTED:
        trusted_joining.check_link(None, _token(invitation), _short_code(invitation), browser)


def _open_by_number(actor: Actor | None, proof: Proof, browser: Browser) -> Entered | None:
    """A worker has checked who she is, and NHS login did: her record opens, and this is a way in from now on. She is told."""
    digits = claimed_in(proof).digits if proof.level == HIGH else None
    holder = nhs_numbers.holder_of(digits) if digits else None
    if holder is None or not holder.is_open:
        return None
    act_as(holder.account_id)
    try:
        identity = openid.keep_identity(holder.account_id, proof)
    except Conflict:
        raise questions.doubt_record(holder.account_id, holder.record_id, questions.OTHER_LOGIN, proof) from None
    audit.record_act(
        None,
        "admission.opened_by_number",
        account_id=holder.account_id,
        record_id=holder.record_id,
        section="care",
        subject_id=identity.id,
        provider=proof.provider.key,
    )
    telling.tell_person(holder.account_id, telling.WAY_IN_ADDED, identity.id)
    return Entered("signed_in", openid.enter(actor, holder.account_id, proof, browser))


def _token(invitation: Invitation | None) -> str:
    return str((invitation or {}).get("token") or "")


def _short_code(invitation: Invitation | None) -> str:
    """As people type it: spaces and dashes do not matter."""
    return re.sub(r"[\s-]", "", str((invitation or {}).get("short_code") or ""))
