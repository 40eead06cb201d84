"""Joining by an invitation: open it, make a passkey or prove a contact, and get account, record and session at once.

One transaction each: somebody who is interrupted has joined wholly or not at all.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, select, text

from backend.audit import service as audit
from backend.care import nhs_numbers
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden
from backend.identity import codes, newcomers, sign_in
from backend.identity import service as identity
from backend.identity.ceremonies import Credential, Options
from backend.identity.models import Challenge, OneTimeCode
from backend.identity.sign_in import Browser
from backend.sharing.choices import describe_choice
from backend.sharing.invitations import hash_of
from backend.sharing.models import Invitation
from backend.sharing.sections import SECTIONS

OPEN = text("SELECT * FROM invitation_of(:token_hash, :at)")
USE = text("SELECT * FROM use_invitation(:token_hash, :at)")
ORGANISATION = text("SELECT o.name FROM teams t JOIN organisations o ON o.id = t.organisation_id WHERE t.id = :team")


class InvitationRefused(Forbidden):
    """Wrong, used, ended or old: which one it is stays with us."""

    code = "sharing.invitation_refused"
    words = "This invitation does not work any more. Please ask your worker for a new one."


class AlreadyJoined(Conflict):
    """That contact's account holds a record already."""

    code = "sharing.already_joined"
    words = "You have joined Waymark already. Please sign in instead."


def open_invitation(token: str, browser: Browser) -> dict[str, Any]:
    """What the invited person reads before she joins. Uses nothing up."""
    invitation = find_invitation(token, browser)
    team = care.teams_of_ids([invitation.team_id])[0]
    return {
        "preferred_name": invitation.preferred_name,
        "invited_by": identity.names_of([invitation.invited_by])[invitation.invited_by],
        "team": {"name": team.name},
        "organisation": db.session.scalar(ORGANISATION, {"team": team.id}),
        "expires_at": invitation.expires_at,
        "sections": [describe_choice(section, None) for section in SECTIONS],
    }


def begin_with_passkey(token: str, browser: Browser) -> tuple[Challenge, Options]:
    """What her browser needs to make her first passkey."""
    invitation = find_invitation(token, browser)
    return newcomers.begin_passkey(invitation.id, invitation.preferred_name)


def join_with_passkey(
    actor: Actor | None,
    token: str,
    challenge_id: uuid.UUID,
    credential: Credential,
    passkey_name: str,
    browser: Browser,
) -> str:
    """Account, passkey, record and session. Returns the session's secret. Raises InvitationRefused, PasskeyRefused."""
    found = find_invitation(token, browser)
    account_id, made = newcomers.verify_passkey(found.id, challenge_id, credential)
    invitation = use_invitation(token)
    newcomers.make_account(invitation.preferred_name, account_id, made, passkey_name)
    return _give_record(actor, invitation, account_id, browser)


def send_code(token: str, contact: str, browser: Browser) -> OneTimeCode:
    """Send a code to the contact that she wants to sign in with: the way in for phones without passkeys."""
    return newcomers.send_code(find_invitation(token, browser).id, contact, browser)


def join_with_code(actor: Actor | None, token: str, code_id: uuid.UUID, digits: str, browser: Browser) -> str:
    """Account (hers, if that contact has one), record and session. Raises InvitationRefused, CodeRefused, AlreadyJoined."""
    found = find_invitation(token, browser)
    contact = newcomers.use_code(found.id, code_id, digits)
    invitation = use_invitation(token)
    account_id = newcomers.account_with(contact, invitation.preferred_name)
    check_holds_no_record()
    return _give_record(actor, invitation, account_id, browser)


def find_invitation(token: str, browser: Browser) -> Invitation:
    """The invitation that this secret opens; nothing is used up. The try is counted. Raises InvitationRefused."""
    codes.limit_sign_ins(browser.origin)
    return _one(OPEN, token)


def use_invitation(token: str) -> Invitation:
    """Use the invitation up. Of two that try at once, one is refused."""
    return _one(USE, token)


def _one(statement: Any, token: str) -> Invitation:
    rows = select(Invitation).from_statement(statement.columns(*Invitation.__table__.columns))
    found: Invitation | None = db.session.scalar(
        rows.execution_options(populate_existing=True), {"token_hash": hash_of(token), "at": clock.now()}
    )
    if found is None:
        raise InvitationRefused
    return found


def check_holds_no_record() -> None:
    """Raise AlreadyJoined when the acting account holds a record."""
    if db.session.scalar(select(func.own_record())) is not None:
        raise AlreadyJoined


def make_record(
    invitation: Invitation,
    account_id: uuid.UUID,
    *,
    key_worker_id: uuid.UUID | None = None,
    proved_number: str | None = None,
) -> uuid.UUID:
    """The record that an invitation promises, with the NHS number that was proved, else the one that the worker wrote.

    Raises AlreadyJoined when that number is another record's by now.
    """
    wanted = key_worker_id or invitation.key_worker_id
    key_worker = _key_worker_now(invitation, wanted)
    record = care.create_record(account_id, invitation.team_id, key_worker, invitation.preferred_name)
    number = proved_number or invitation.nhs_number
    if number is not None:
        came_from = nhs_numbers.PROVIDER if proved_number else nhs_numbers.INVITATION
        try:
            nhs_numbers.keep_number(record.id, number, came_from)
        except nhs_numbers.NumberTaken:
            raise AlreadyJoined from None
    return record.id


def record_joining(
    actor: Actor | None, invitation: Invitation, account_id: uuid.UUID, record_id: uuid.UUID, **detail: Any
) -> None:
    """Write down that she joined. Without an actor it was she herself, who has just got her account."""
    audit.record_act(
        actor,
        "sharing.joined",
        record_id=record_id,
        account_id=account_id,
        subject_id=invitation.id,
        check=invitation.identity_check,
        **detail,
    )


def _give_record(actor: Actor | None, invitation: Invitation, account_id: uuid.UUID, browser: Browser) -> str:
    record_joining(None, invitation, account_id, make_record(invitation, account_id))
    return sign_in.enter(actor, account_id, "join", browser)


def _key_worker_now(invitation: Invitation, wanted_id: uuid.UUID) -> uuid.UUID:
    """Who was wanted; if she has left the team since, who invited, a lead, or anybody in it."""
    members = care.team_members(invitation.team_id)
    leads = [member.account_id for member in members if member.role == "lead"]
    everybody = [member.account_id for member in members]
    wanted = [wanted_id, invitation.invited_by, *leads, *everybody]
    still_here = [account_id for account_id in wanted if account_id in everybody]
    if not still_here:
        raise InvitationRefused
    return still_here[0]
