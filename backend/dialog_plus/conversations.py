"""What is done in a conversation: begin it, move on, choose areas, write notes, end it."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid
from backend.dialog_plus import access, plans, telling
from backend.dialog_plus.holding import check_open, count_change, hold, open_of
from backend.dialog_plus.models import Choice, Conversation, Note
from backend.dialog_plus.prompts import BY_KEY, MOST_AREAS, STEPS
from backend.dialog_plus.ratings import area_titles, find_response

ALONE_IS_HERS = "Only the person can begin on their own. Begin one together."
NO_SUCH_AREA = "Choose one of the areas of life."
CHOOSE_FIRST = "Choose this area first, then write about it."
TOO_MANY_AREAS = "Choose up to three areas. You can talk about others next time."
TWICE = "Choose each area once."
NO_SUCH_PROMPT = "We could not find that question."
FINISHED, LEFT = "finished", "left"


def begin_conversation(
    actor: Actor, record_id: uuid.UUID, conversation_id: uuid.UUID, *, together: bool, response_id: uuid.UUID | None
) -> bool:
    """Begin a conversation. Returns whether it is new. A worker begins only together with the person, who is told.

    Raises NotFound, MayNotAdd, MayNotLead, Invalid, IdTaken, AlreadyOpen.
    """
    right = access.check_can_lead(record_id)
    if _is_begun(actor, record_id, conversation_id, together, response_id):
        return False
    if not together and access.side_of(right) != access.PERSON:
        raise Invalid(fields={"together": [ALONE_IS_HERS]})
    conversation = Conversation(
        id=conversation_id, record_id=record_id, begun_by=actor.account_id, begun_at=clock.now(), together=together
    )
    conversation.response_id = response_id or find_response(actor, record_id, together=together)
    conversation.version, conversation.at_step = 1, STEPS[0]
    if not _could_add(conversation):
        if _is_begun(actor, record_id, conversation_id, together, response_id):
            return False
        raise IdTaken
    access.write_down(actor, "dialog_plus.begun", record_id, conversation_id, right)
    if access.side_of(right) == access.WORKER:
        telling.tell_person(record_id, "dialog_plus.started", conversation_id)
    return True


def move_to(
    actor: Actor,  # noqa: ARG001 row-level security knows who acts
    record_id: uuid.UUID,
    conversation_id: uuid.UUID,
    *,
    area: str | None,
    step: str,
) -> None:
    """Show another step, on both devices. It is not written down: where two people read on is no act on the record.

    Raises NotFound, MayNotAdd, MayNotLead, Ended, Invalid.
    """
    access.check_can_lead(record_id)
    conversation = hold(record_id, conversation_id)
    check_open(conversation)
    if area is not None and area not in area_titles():
        raise Invalid(fields={"area": [NO_SUCH_AREA]})
    if (conversation.at_area, conversation.at_step) != (area, step):
        conversation.at_area, conversation.at_step = area, step
        count_change(conversation_id)


def choose_areas(
    actor: Actor,
    record_id: uuid.UUID,
    conversation_id: uuid.UUID,
    choice_id: uuid.UUID,
    *,
    areas: list[str],
    version: int,
) -> bool:
    """Choose up to three areas to talk about, having read that version of the choice. Returns whether it is new.

    Raises NotFound, MayNotAdd, MayNotLead, IdTaken, Ended, Invalid, ChangedMeanwhile.
    """
    right = access.check_can_lead(record_id)
    conversation = hold(record_id, conversation_id)
    known = db.session.get(Choice, choice_id)
    if known is not None:
        _check_same((known.conversation_id, known.account_id, known.areas), (conversation_id, actor.account_id, areas))
        return False
    check_open(conversation)
    _check_areas(areas)
    newest = newest_choice(conversation_id)
    if (newest.version if newest else 0) != version:
        raise access.ChangedMeanwhile
    choice = Choice(id=choice_id, record_id=record_id, conversation_id=conversation_id, version=version + 1)
    choice.account_id, choice.at, choice.areas = actor.account_id, clock.now(), areas
    db.session.add(choice)
    count_change(conversation_id)
    access.write_down(actor, "dialog_plus.chosen", record_id, conversation_id, right)
    return True


def write_note(
    actor: Actor,
    record_id: uuid.UUID,
    conversation_id: uuid.UUID,
    note_id: uuid.UUID,
    *,
    area: str,
    prompt: str,
    words: str,
    version: int,
    typed_for: str,
) -> bool:
    """Write under a prompt of an area, having read that version (0: nothing yet). Empty words take it away.

    Returns whether it is new. Raises NotFound, MayNotAdd, IdTaken, Ended, Invalid, NotYours, NotYourSide, NotTogether,
    ChangedMeanwhile.
    """
    right = access.check_can_write(record_id)
    conversation = hold(record_id, conversation_id)
    known = db.session.get(Note, note_id)
    if known is not None:
        said = (known.conversation_id, known.account_id, known.area, known.prompt, known.words)
        _check_same(said, (conversation_id, actor.account_id, area, prompt, words))
        return False
    check_open(conversation)
    _check_place(conversation_id, area, prompt)
    typed_for = access.check_typed_for(right, typed_for, together=conversation.together)
    newest = _newest_note(conversation_id, area, prompt)
    if (newest.version if newest else 0) != version:
        raise access.ChangedMeanwhile
    access.check_can_change(actor, right, newest.account_id if newest else None)
    note = Note(id=note_id, record_id=record_id, conversation_id=conversation_id, area=area, prompt=prompt)
    note.account_id, note.at, note.version, note.typed_for = actor.account_id, clock.now(), version + 1, typed_for
    note.words = words
    db.session.add(note)
    count_change(conversation_id)
    access.write_down(actor, "dialog_plus.note_written", record_id, conversation_id, right)
    return True


def end_conversation(actor: Actor, record_id: uuid.UUID, conversation_id: uuid.UUID, *, how: str) -> None:
    """End a conversation: finished, which makes a plan, or left. The same again is harmless.

    Raises NotFound, MayNotAdd, MayNotLead, Ended.
    """
    right = access.check_can_lead(record_id)
    conversation = hold(record_id, conversation_id)
    if (conversation.ended_by, conversation.ended_how) == (actor.account_id, how):
        return
    check_open(conversation)
    count_change(conversation_id)
    if how == FINISHED:
        plans.make_plan(actor, conversation)
    conversation.ended_at, conversation.ended_by, conversation.ended_how = clock.now(), actor.account_id, how
    db.session.flush()
    access.write_down(actor, f"dialog_plus.{how}", record_id, conversation_id, right)


def newest_choice(conversation_id: uuid.UUID) -> Choice | None:
    """What was chosen last."""
    chosen = select(Choice).where(Choice.conversation_id == conversation_id)
    return db.session.scalar(chosen.order_by(Choice.version.desc()).limit(1))


def _newest_note(conversation_id: uuid.UUID, area: str, prompt: str) -> Note | None:
    written = select(Note).where(Note.conversation_id == conversation_id, Note.area == area, Note.prompt == prompt)
    return db.session.scalar(written.order_by(Note.version.desc()).limit(1))


def _is_begun(
    actor: Actor, record_id: uuid.UUID, conversation_id: uuid.UUID, together: bool, response_id: uuid.UUID | None
) -> bool:
    known = db.session.get(Conversation, conversation_id)
    if known is not None:
        said = (known.record_id, known.begun_by, known.together, known.response_id)
        _check_same(said, (record_id, actor.account_id, together, response_id or known.response_id))
        return True
    present = open_of(record_id)
    if present is not None:
        raise access.AlreadyOpen(present.id)
    return False


def _could_add(conversation: Conversation) -> bool:
    """Whether it went in; not when another device begins one at this very moment."""
    try:
        with db.session.begin_nested():
            db.session.add(conversation)
    except IntegrityError:
        return False
    return True


def _check_same(known: tuple[object, ...], given: tuple[object, ...]) -> None:
    if known != given:
        raise IdTaken


def _check_areas(areas: list[str]) -> None:
    faults = [
        words
        for is_wrong, words in (
            (any(area not in area_titles() for area in areas), NO_SUCH_AREA),
            (len(areas) > MOST_AREAS, TOO_MANY_AREAS),
            (len(set(areas)) < len(areas), TWICE),
        )
        if is_wrong
    ]
    if faults:
        raise Invalid(fields={"areas": faults})


def _check_place(conversation_id: uuid.UUID, area: str, prompt: str) -> None:
    chosen = newest_choice(conversation_id)
    if area not in area_titles():
        raise Invalid(fields={"area": [NO_SUCH_AREA]})
    if chosen is None or area not in chosen.areas:
        raise Invalid(fields={"area": [CHOOSE_FIRST]})
    if prompt not in BY_KEY:
        raise Invalid(fields={"prompt": [NO_SUCH_PROMPT]})
