"""Whom Alex lets see what, beyond what was so from the beginning."""

from __future__ import annotations

from sqlalchemy import select

from backend.core.actor import Actor
from backend.core.db import db
from backend.sharing import choices, trusted
from backend.sharing.models import TrustedPerson
from backend.sharing.sections import WORDING
from backend.sharing.trusted_grants import Wish, wishes_held


def let_team(actor: Actor, section: str, *, may_add: bool = True) -> None:
    """Share a section of one's own with one's team."""
    choices.decide(actor, section, is_shared=True, may_add=may_add, wording=WORDING)


def let_friend(actor: Actor, section: str, *, may_add: bool = False) -> None:
    """Share a section of one's own with the one friend too, beside what they see already."""
    friend = db.session.scalars(select(TrustedPerson).where(TrustedPerson.record_id == actor.record_id)).one()
    wishes = [wish for wish in wishes_held(friend) if wish.section != section]
    trusted.change_sections(
        actor,
        friend.id,
        [*wishes, Wish(section, may_add=may_add)],
        please_do=friend.please_do,
        please_dont=friend.please_dont,
        review_at=None,
    )
