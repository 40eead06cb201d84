"""What somebody does who was invited by a person: open the link, say yes with the short code, or say no.

Opening uses nothing up. Who has no account makes one on the way, with a passkey or a code: always their own, never hers.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import exists, func, select, text

from backend.audit import service as audit
from backend.core import clock, limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, Forbidden
from backend.identity import codes, newcomers, sign_in
from backend.identity import service as identity
from backend.identity.ceremonies import Credential, Options
from backend.identity.models import Challenge, OneTimeCode
from backend.identity.sign_in import Browser
from backend.notifications import service as notifications
from backend.sharing.invitations import hash_of
from backend.sharing.models import TrustedPerson
from backend.sharing.trusted_invitations import code_hash

LOOK = text("SELECT * FROM trusted_invitation(:secret, :at)")
ACCEPT = text("SELECT * FROM accept_trusted(:secret, :code, :at)")
DECLINE = text("SELECT * FROM decline_trusted(:secret, :at)")
INVITER = text("SELECT account_id, preferred_name_sealed FROM inviter_of(:trusted, :secret)")

OWN, ALREADY, OTHER_CONTACT = "own", "already", "other_contact"
WRONG_ACCOUNT = {
    OWN: "This is your own account. Whoever you invited opens the link with theirs.",
    ALREADY: "You have said yes to this person already. You do not need this link.",
    OTHER_CONTACT: "This link was sent to another address. Sign in with the account that has it, then open the link again.",
}


class TrustedInvitationRefused(Forbidden):
    """Wrong, used, ended or old: which one it is stays with us."""

    code = "sharing.invitation_refused"
    words = "This link does not work any more. Please ask who sent it for a new one."


class WrongCode(Forbidden):
    """Not the code that goes with this link. After five the link ends."""

    code = "sharing.wrong_code"
    words = "That is not the code. Check it with the person who sent you the link."


class WrongAccount(Conflict):
    """Somebody else's account is open. Nothing was used up."""

    code = "sharing.wrong_account"
    words = "This is not the right account for this link."


def open_trusted(actor: Actor | None, token: str, browser: Browser) -> dict[str, Any]:
    """Who invites whom, and whether the account that is open is the right one."""
    held = _find(token, browser)
    inviter = db.session.execute(INVITER, {"trusted": held.id, "secret": held.token_hash}).one()
    place = f"records.preferred_name_sealed:{held.record_id}"
    _record(actor, "sharing.trusted_opened", held)
    return {
        "inviter": vault.open(held.record_id, place, inviter.preferred_name_sealed),
        "name": held.name,
        "relation": held.relation,
        "expires_at": held.expires_at,
        "signed_in_as": identity.names_of([actor.account_id])[actor.account_id] if actor else None,
        "is_wrong_account": _what_is_wrong(held, actor.account_id, actor.record_id) if actor else None,
    }


def accept_trusted(actor: Actor, token: str, code: str, browser: Browser) -> dict[str, Any]:
    """Say yes with the account that is open. Raises TrustedInvitationRefused, WrongAccount, WrongCode."""
    held = _find(token, browser)
    _check_account(held, actor.account_id, actor.record_id)
    _check_code(actor, held, code)
    accepted = _accept(held, code)
    _record(actor, "sharing.trusted_accepted", accepted)
    return {"trusted_person_id": accepted.id}


def decline_trusted(actor: Actor | None, token: str, browser: Browser) -> None:
    """Say no; the person is told, and the link is void."""
    held = _find(token, browser)
    person = _person_of(held)
    if not db.session.execute(DECLINE, {"secret": held.token_hash, "at": clock.now()}).all():
        raise TrustedInvitationRefused
    notifications.tell(person, "sharing.trusted_declined", held.id, urgent=False)
    _record(actor, "sharing.trusted_declined", held)


def begin_with_passkey(token: str, browser: Browser) -> tuple[Challenge, Options]:
    """What the browser needs to make a first passkey."""
    held = _find(token, browser)
    return newcomers.begin_passkey(held.id, held.name)


def join_with_passkey(
    actor: Actor | None,
    token: str,
    code: str,
    challenge_id: uuid.UUID,
    credential: Credential,
    passkey_name: str,
    browser: Browser,
) -> str:
    """Account, passkey, yes and session in one. Returns the session's secret."""
    held = check_link(actor, token, code, browser)
    account_id, made = newcomers.verify_passkey(held.id, challenge_id, credential)
    newcomers.make_account(held.name, account_id, made, passkey_name)
    return _accept_newcomer(actor, held, code, account_id, browser)


def send_code(token: str, contact: str, browser: Browser) -> OneTimeCode:
    """Send a code to the contact that they want to sign in with: for phones without passkeys."""
    return newcomers.send_code(_find(token, browser).id, contact, browser)


def join_with_code(
    actor: Actor | None, token: str, code: str, code_id: uuid.UUID, digits: str, browser: Browser
) -> str:
    """Account (theirs, if that contact has one), yes and session. Raises as `accept_trusted`, and CodeRefused."""
    held = check_link(actor, token, code, browser)
    contact = newcomers.use_code(held.id, code_id, digits)
    is_known = identity.account_of(contact) is not None
    account_id = newcomers.account_with(contact, held.name)
    if is_known:
        check_account(held, account_id)
    return _accept_newcomer(actor, held, code, account_id, browser)


def check_link(actor: Actor | None, token: str, code: str, browser: Browser) -> TrustedPerson:
    """The invitation that link and short code open together; nothing is used up but a try. Raises as `accept_trusted`."""
    held = _find(token, browser)
    _check_code(actor, held, code)
    return held


def check_account(held: TrustedPerson, account_id: uuid.UUID) -> None:
    """Raise WrongAccount when the acting account is not the one for this link."""
    _check_account(held, account_id, db.session.scalar(select(func.own_record())))


def accept_for(held: TrustedPerson, code: str, account_id: uuid.UUID) -> None:
    """Say yes for the acting account, which has no session yet: it was proved otherwise who they are."""
    accepted = _accept(held, code)
    _record(None, "sharing.trusted_accepted", accepted, account_id)


def _accept_newcomer(
    actor: Actor | None, held: TrustedPerson, code: str, account_id: uuid.UUID, browser: Browser
) -> str:
    accept_for(held, code, account_id)
    return sign_in.enter(actor, account_id, "join", browser)


def _record(actor: Actor | None, action: str, held: TrustedPerson, account_id: uuid.UUID | None = None) -> None:
    """Whatever else they are: here they act as somebody whom she trusts."""
    way = audit.Way(audit.TRUSTED, held.id)
    audit.record_act(actor, action, record_id=held.record_id, subject_id=held.id, account_id=account_id, way=way)


def _find(token: str, browser: Browser) -> TrustedPerson:
    codes.limit_sign_ins(browser.origin)
    return _one(LOOK, secret=hash_of(token))


def _check_code(actor: Actor | None, held: TrustedPerson, code: str) -> None:
    """The try is counted, and a refusal written down, in one commit that refusing the request cannot undo."""
    secret, now = held.token_hash, clock.now()
    tried = {"secret": secret, "code": code_hash(held.id, code), "at": now}
    fits = db.session.scalar(text("SELECT try_trusted_code(:secret, :code, :at)"), tried)
    if not fits:
        _record(actor, "sharing.trusted_wrong_code", held)
    limits.count_attempt("trusted.code", str(held.id), at_most=60, within=timedelta(hours=1))
    if not fits:
        raise WrongCode


def _accept(held: TrustedPerson, code: str) -> TrustedPerson:
    """Use the link up. Of two that try at once, one is refused. The person is told."""
    accepted = _one(ACCEPT, secret=held.token_hash, code=code_hash(held.id, code))
    notifications.tell(_person_of(accepted), "sharing.trusted_accepted", accepted.id, urgent=False)
    return accepted


def _one(statement: Any, **values: Any) -> TrustedPerson:
    rows = select(TrustedPerson).from_statement(statement.columns(*TrustedPerson.__table__.columns))
    found: TrustedPerson | None = db.session.scalar(
        rows.execution_options(populate_existing=True), {**values, "at": clock.now()}
    )
    if found is None:
        raise TrustedInvitationRefused
    return found


def _person_of(held: TrustedPerson) -> uuid.UUID:
    inviter = db.session.execute(INVITER, {"trusted": held.id, "secret": held.token_hash}).one()
    person: uuid.UUID = inviter.account_id
    return person


def _check_account(held: TrustedPerson, account_id: uuid.UUID, record_id: uuid.UUID | None) -> None:
    wrong = _what_is_wrong(held, account_id, record_id)
    if wrong is not None:
        raise WrongAccount(WRONG_ACCOUNT[wrong])


def _what_is_wrong(held: TrustedPerson, account_id: uuid.UUID, record_id: uuid.UUID | None) -> str | None:
    if held.record_id == record_id:
        return OWN
    if db.session.scalar(
        select(
            exists().where(
                TrustedPerson.record_id == held.record_id,
                TrustedPerson.account_id == account_id,
                TrustedPerson.accepted_at.is_not(None),
                TrustedPerson.ended_at.is_(None),
            )
        )
    ):
        return ALREADY
    fits = held.contact_index is None or held.contact_index in identity.fingerprints_of(account_id)
    return None if fits else OTHER_CONTACT
