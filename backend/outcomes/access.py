"""Who may answer, read and ask, and how it is written down."""

from __future__ import annotations

import uuid
from typing import Any

from backend.core.actor import Actor
from backend.core.errors import Conflict, Forbidden, NotFound
from backend.sharing import access as sharing

SECTION = "dialog_results"
CARE = "care"


class OtherVersion(Conflict):
    """The answers belong to an older definition, which may have asked something else."""

    code = "outcomes.other_version"
    words = (
        "The questions have changed since you began. Your answers are still on this device. Please look at the new"
        " questions, then send."
    )


class NotYourTeam(Forbidden):
    """To ask somebody for a questionnaire takes being of her team."""

    code = "outcomes.not_your_team"
    words = "Only workers of this person's team can ask for this."


def check_can_answer(record_id: uuid.UUID) -> sharing.Access:
    """The right to put answers there. Raises NotFound for who does not see them, MayNotAdd for who only sees."""
    return sharing.check_can_add(record_id, SECTION)


def check_own(actor: Actor, record_id: uuid.UUID) -> None:
    """Only about one's own record. Raises NotFound."""
    if actor.record_id != record_id:
        raise NotFound


def check_knows_asks(record_id: uuid.UUID) -> sharing.Access:
    """Asks are between the person and her team. Raises NotFound for everybody else: whom she trusts, who only helps."""
    right = sharing.access_to(record_id, CARE)
    if right is None or not (right.way == sharing.OWN or sharing.is_of_her_team(right)):
        raise NotFound
    return right


def check_can_ask(record_id: uuid.UUID) -> uuid.UUID:
    """The team by which somebody may ask. Raises NotFound, NotYourTeam."""
    right = check_knows_asks(record_id)
    if right.way != sharing.TEAM or right.through is None:
        raise NotYourTeam
    return right.through


def check_leads(actor: Actor, team_id: uuid.UUID) -> None:
    """Figures of a team are for its leads. Raises NotFound for who is not of it, Forbidden for who does not lead it."""
    role = actor.role_in(team_id)
    if role is None:
        raise NotFound
    if role != "lead":
        raise Forbidden("Only a team lead can see the figures of a team.")


def write_down(
    actor: Actor,
    action: str,
    record_id: uuid.UUID,
    subject_id: uuid.UUID,
    right: sharing.Access,
    section: str = SECTION,
    **detail: Any,
) -> None:
    """The audit's row of an act, with the right that it was done by."""
    sharing.record_act(actor, action, right, record_id, section, subject_id, **detail)
