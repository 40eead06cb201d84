"""What is done with an action: propose or change it, say yes to it, say how it went."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.core.ids import new_id
from backend.dialog_plus import access, telling
from backend.dialog_plus.holding import check_open, count_change, hold, open_of
from backend.dialog_plus.models import ActionVersion, Agreement, Conversation, Progress
from backend.dialog_plus.owners import Owner, find_owner
from backend.dialog_plus.ratings import area_titles
from backend.sharing import access as sharing

OWN_DEVICE, THIS_DEVICE = "own_device", "this_device"
NO_SUCH_AREA = "Choose one of the areas of life, or none."
SAY_WHAT = "Write what will be done."
TOO_EARLY = "Choose today or a later day."
YOUR_OWN = "This is your own device. Say yes for yourself."


@dataclass(frozen=True)
class Wish:
    """What an action is to say."""

    conversation_id: uuid.UUID
    area: str | None
    words: str
    owner: str
    owner_name: str
    due_on: date | None
    is_removed: bool
    typed_for: str


def put_action(actor: Actor, record_id: uuid.UUID, action_id: uuid.UUID, wish: Wish, version: int) -> bool:
    """Propose an action (`version` 0), or change or remove it, having read that version. The same again is harmless.

    A change takes both yeses back, as it is another thing to agree to. Returns whether it is new. Raises NotFound,
    MayNotAdd, Ended, Invalid, NotYours, NotYourSide, NotTogether, ChangedMeanwhile.
    """
    right = access.check_can_write(record_id)
    conversation = hold(record_id, wish.conversation_id)
    newest = newest_of(record_id, action_id)
    if newest is None and wish.is_removed:
        raise NotFound
    owner = find_owner(actor, record_id, access.side_of(right), wish.owner, wish.owner_name)
    if newest is not None and newest.account_id == actor.account_id and _says(newest, wish, owner):
        return False
    check_open(conversation)
    typed_for = access.check_typed_for(right, wish.typed_for, together=conversation.together)
    if (newest.version if newest else 0) != version:
        raise access.ChangedMeanwhile
    access.check_can_change(actor, right, newest.account_id if newest else None)
    _check_wish(wish, newest)
    _add(actor, record_id, action_id, wish, owner, version + 1, typed_for)
    count_change(conversation.id)
    act = "dialog_plus.action_removed" if wish.is_removed else "dialog_plus.action_written"
    access.write_down(actor, act, record_id, action_id, right)
    return version == 0


def agree_to_action(
    actor: Actor,
    record_id: uuid.UUID,
    action_id: uuid.UUID,
    agreement_id: uuid.UUID,
    *,
    version: int,
    side: str,
    how: str,
) -> bool:
    """Say yes to the newest version: for one's own side, or, in the room, typed for the other side and marked so.

    Returns whether it is new. Raises NotFound, MayNotAdd, IdTaken, NotYourSide, NotTogether, Invalid, ChangedMeanwhile.
    """
    right = access.check_can_write(record_id)
    newest = _held(record_id, action_id)
    known = db.session.get(Agreement, agreement_id)
    if known is not None:
        said = (known.action_id, known.account_id, known.version, known.side, known.how)
        if said != (action_id, actor.account_id, version, side, how):
            raise IdTaken
        return False
    present = open_of(record_id)
    _check_side(right, present, side, how)
    if newest.version != version:
        raise access.ChangedMeanwhile
    given = _agreements(action_id, version)
    if (side, how) in given:
        return False
    agreement = Agreement(id=agreement_id, record_id=record_id, action_id=action_id, version=version, side=side)
    agreement.how, agreement.account_id, agreement.at = how, actor.account_id, clock.now()
    db.session.add(agreement)
    count_change(present.id if present else newest.conversation_id)
    access.write_down(actor, "dialog_plus.agreed", record_id, action_id, right, side=side, how=how)
    if present is None and {one for one, _ in given} | {side} == {access.PERSON, access.WORKER}:
        telling.tell_other_side(record_id, access.side_of(right), "dialog_plus.agreed", action_id)
    return True


def note_progress(
    actor: Actor,
    record_id: uuid.UUID,
    action_id: uuid.UUID,
    progress_id: uuid.UUID,
    *,
    status: str,
    words: str,
    conversation_id: uuid.UUID | None,
) -> bool:
    """Say how an action went, in a conversation or between two. Returns whether it is new.

    Raises NotFound, MayNotAdd, MayNotLead, IdTaken, Ended.
    """
    right = access.check_can_lead(record_id)
    _held(record_id, action_id)
    known = db.session.get(Progress, progress_id)
    if known is not None:
        said = (known.action_id, known.account_id, known.status, known.words, known.conversation_id)
        if said != (action_id, actor.account_id, status, words, conversation_id):
            raise IdTaken
        return False
    if conversation_id is not None:
        check_open(hold(record_id, conversation_id))
    progress = Progress(id=progress_id, record_id=record_id, action_id=action_id, status=status)
    progress.words, progress.conversation_id = words, conversation_id
    progress.account_id, progress.at = actor.account_id, clock.now()
    db.session.add(progress)
    db.session.flush()
    present = open_of(record_id)
    if present is not None:
        count_change(present.id)
    access.write_down(actor, "dialog_plus.progress", record_id, action_id, right)
    return True


def newest_of(record_id: uuid.UUID, action_id: uuid.UUID) -> ActionVersion | None:
    """The newest version of an action. Raises IdTaken where it is another record's."""
    versions = select(ActionVersion).where(ActionVersion.action_id == action_id)
    found = db.session.scalar(versions.order_by(ActionVersion.version.desc()).limit(1))
    if found is not None and found.record_id != record_id:
        raise IdTaken
    return found


def _held(record_id: uuid.UUID, action_id: uuid.UUID) -> ActionVersion:
    """The newest version, with its conversation locked, so that it stays the newest meanwhile. Raises NotFound."""
    newest = newest_of(record_id, action_id)
    if newest is not None:
        hold(record_id, newest.conversation_id)
        newest = newest_of(record_id, action_id)
    if newest is None or newest.is_removed:
        raise NotFound
    return newest


def _agreements(action_id: uuid.UUID, version: int) -> set[tuple[str, str]]:
    rows = select(Agreement.side, Agreement.how).where(Agreement.action_id == action_id, Agreement.version == version)
    return {(row.side, row.how) for row in db.session.execute(rows)}


def _check_side(right: sharing.Access, present: Conversation | None, side: str, how: str) -> None:
    mine = access.side_of(right)
    if mine == access.OTHER or (how == OWN_DEVICE and side != mine):
        raise access.NotYourSide
    if how == THIS_DEVICE and side == mine:
        raise Invalid(fields={"how": [YOUR_OWN]})
    if how == THIS_DEVICE and (present is None or not present.together):
        raise access.NotTogether


def _says(row: ActionVersion, wish: Wish, owner: Owner) -> bool:
    if row.is_removed and wish.is_removed:
        return True
    said = (row.conversation_id, row.area, row.words, row.owner, row.owner_name, row.due_on, row.is_removed)
    wished = (wish.conversation_id, wish.area, wish.words, owner.side, owner.name, wish.due_on, wish.is_removed)
    return said == wished


def _check_wish(wish: Wish, newest: ActionVersion | None) -> None:
    faults: dict[str, list[str]] = {}
    if wish.area is not None and wish.area not in area_titles():
        faults["area"] = [NO_SUCH_AREA]
    if not wish.words and not wish.is_removed:
        faults["words"] = [SAY_WHAT]
    is_moved = wish.due_on is not None and (newest is None or newest.due_on != wish.due_on)
    if is_moved and wish.due_on is not None and wish.due_on < clock.in_london(clock.now()).date():
        faults["due_on"] = [TOO_EARLY]
    if faults:
        raise Invalid(fields=faults)


def _add(
    actor: Actor, record_id: uuid.UUID, action_id: uuid.UUID, wish: Wish, owner: Owner, version: int, typed_for: str
) -> None:
    row = ActionVersion(id=new_id(), record_id=record_id, action_id=action_id, version=version)
    row.conversation_id, row.area, row.due_on = wish.conversation_id, wish.area, wish.due_on
    row.owner, row.owner_account_id, row.is_removed = owner.side, owner.account_id, wish.is_removed
    row.words, row.owner_name = wish.words, owner.name
    row.typed_for, row.account_id, row.at = typed_for, actor.account_id, clock.now()
    db.session.add(row)
    db.session.flush()
