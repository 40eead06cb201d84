"""One's own passkeys: several, named, removable."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden, NotFound
from backend.core.ids import new_id
from backend.identity import access, ceremonies, challenges, service
from backend.identity.ceremonies import Credential, MadeKey, Options
from backend.identity.models import Challenge, Passkey

MOST = 10


class PasskeyRefused(Forbidden):
    """The device's answer does not hold: wrong, old, used, or of a passkey that was removed."""

    code = "identity.passkey_refused"
    words = "That passkey did not work. Please try again, or sign in with a code."


def list_passkeys(actor: Actor) -> list[Passkey]:
    """One's passkeys, the oldest first."""
    return list(
        db.session.scalars(
            select(Passkey).where(Passkey.account_id == actor.account_id).order_by(Passkey.created_at, Passkey.id)
        )
    )


def begin_adding(actor: Actor) -> tuple[Challenge, Options]:
    """What the browser needs to make one more passkey."""
    access.check_is_fresh(actor)
    held = list_passkeys(actor)
    if len(held) >= MOST:
        raise Conflict("You have ten passkeys already. Remove one that you do not use.")
    challenge = challenges.make_challenge("add_passkey", account_id=actor.account_id)
    name = service.names_of([actor.account_id])[actor.account_id]
    known = [passkey.credential_id for passkey in held]
    options = ceremonies.options_to_make(challenge.challenge, actor.account_id.bytes, name, known)
    return challenge, options


def add_passkey(actor: Actor, challenge_id: uuid.UUID, credential: Credential, name: str) -> Passkey:
    """Keep the passkey that the device made. Raises PasskeyRefused."""
    access.check_is_fresh(actor)
    popped = challenges.pop_challenge(challenge_id, "add_passkey")
    made = ceremonies.verify_made(credential, popped.challenge) if popped else None
    if popped is None or made is None or popped.account_id != actor.account_id:
        raise PasskeyRefused
    passkey = keep_passkey(actor.account_id, made, name)
    audit.record_act(actor, "identity.passkey_added", subject_id=passkey.id)
    return passkey


def keep_passkey(account_id: uuid.UUID, made: MadeKey, name: str) -> Passkey:
    """A verified passkey's row, for the account that acts now."""
    passkey = Passkey(
        id=new_id(),
        account_id=account_id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        is_synced=made.is_synced,
        created_at=clock.now(),
    )
    passkey.name = name
    db.session.add(passkey)
    db.session.flush()
    return passkey


def find_passkey(credential_id: bytes) -> Passkey | None:
    """The acting account's passkey with the device's id for it."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def rename_passkey(actor: Actor, passkey_id: uuid.UUID, name: str) -> Passkey:
    """Give a passkey another name."""
    passkey = _own(actor, passkey_id)
    passkey.name = name
    audit.record_act(actor, "identity.passkey_renamed", subject_id=passkey.id)
    return passkey


def remove_passkey(actor: Actor, passkey_id: uuid.UUID) -> None:
    """Take a passkey away. Raises LastWayIn when it is the only way in."""
    access.check_is_fresh(actor)
    passkey = _own(actor, passkey_id)
    access.check_is_not_last(actor, passkey_id)
    db.session.delete(passkey)
    audit.record_act(actor, "identity.passkey_removed", subject_id=passkey_id)


def _own(actor: Actor, passkey_id: uuid.UUID) -> Passkey:
    passkey = db.session.get(Passkey, passkey_id)
    if passkey is None or passkey.account_id != actor.account_id:
        raise NotFound
    return passkey
