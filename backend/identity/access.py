"""What may be asked only by somebody who has just shown that it is her, and what nobody may take away."""

from __future__ import annotations

from sqlalchemy import select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden
from backend.identity.models import Contact, Passkey


class ConfirmItIsYou(Forbidden):
    """The last sign-in is too long ago for a change of who can get in."""

    code = "identity.confirm_it_is_you"
    words = "Please sign in again first, so that we know it is you."


class LastWayIn(Conflict):
    """Without it nobody could get in any more."""

    code = "identity.last_way_in"
    words = "This is your only way in. Add another one first."


def check_is_fresh(actor: Actor) -> None:
    """Raise ConfirmItIsYou unless the actor signed in within the last fifteen minutes."""
    if not actor.signed_in_recently(clock.now()):
        raise ConfirmItIsYou


def check_is_not_last(actor: Actor) -> None:
    """Raise LastWayIn when one passkey or confirmed contact is left.

    Locks them until the end of the request, so that two removals at once cannot both think that one is left.
    """
    passkeys = db.session.scalars(select(Passkey.id).where(Passkey.account_id == actor.account_id).with_for_update())
    contacts = db.session.scalars(
        select(Contact.id)
        .where(Contact.account_id == actor.account_id, Contact.confirmed_at.is_not(None))
        .with_for_update()
    )
    if len(passkeys.all()) + len(contacts.all()) <= 1:
        raise LastWayIn
