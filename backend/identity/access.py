"""What may be asked only by somebody who has just shown that it is her, and what nobody may take away."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden
from backend.identity import elsewhere
from backend.identity.acting import acting_for
from backend.identity.models import Contact, Identity, Passkey


class ConfirmItIsYou(Forbidden):
    """The last sign-in is too long ago for a change of who can get in."""

    code = "identity.confirm_it_is_you"
    words = "Please sign in again first, so that we know it is you."


class LastWayIn(Conflict):
    """Without it nobody could get in any more."""

    code = "identity.last_way_in"
    words = "This is your only way in. Add another one first."


class ComeByProvider(Forbidden):
    """Her organisation wants its staff to come by its own sign-in, and by nothing else."""

    code = "openid.use_provider"

    def __init__(self, name: str, account_id: uuid.UUID) -> None:
        super().__init__(f"Your organisation asks you to sign in with {name}. Please choose it on the sign-in page.")
        self.account_id = account_id


def check_is_fresh(actor: Actor) -> None:
    """Raise ConfirmItIsYou unless the actor signed in within the last fifteen minutes."""
    if not actor.signed_in_recently(clock.now()):
        raise ConfirmItIsYou


def check_is_not_last(actor: Actor, removed_id: uuid.UUID) -> None:
    """Raise LastWayIn when nothing is left to come in by without that passkey, contact or identity.

    For who may come by a provider alone, only its identities count: she must not get rid of that rule by removing them.
    Locks them until the end of the request, so that two removals at once cannot both think that one is left.
    """
    passkeys = db.session.scalars(select(Passkey.id).where(Passkey.account_id == actor.account_id).with_for_update())
    contacts = db.session.scalars(
        select(Contact.id)
        .where(Contact.account_id == actor.account_id, Contact.confirmed_at.is_not(None))
        .with_for_update()
    )
    identities = db.session.execute(
        select(Identity.id, Identity.provider)
        .where(Identity.account_id == actor.account_id, Identity.provider.in_(elsewhere.offered()))
        .with_for_update()
    )
    theirs = {row.id: row.provider for row in identities}
    ours = {*passkeys, *contacts}
    bound = {one for one, provider in theirs.items() if provider in elsewhere.only_ways()}
    left = bound or ours | theirs.keys()
    if not left - {removed_id}:
        raise LastWayIn


def check_may_come_by(account_id: uuid.UUID, how: str) -> None:
    """Raise ComeByProvider when that account's organisation has its staff come by its own sign-in alone.

    Another provider, such as the one by which she comes to her own record, is no way around it. Asked after the proof, so it
    tells nobody anything about anybody. Costs nothing where no provider wants it.
    """
    only = elsewhere.only_ways()
    if not only or how in {elsewhere.BY + key for key in only}:
        return
    with acting_for(account_id):
        found = db.session.scalar(
            select(Identity.provider).where(Identity.account_id == account_id, Identity.provider.in_(only)).limit(1)
        )
    if found is not None:
        raise ComeByProvider(only[found], account_id)
