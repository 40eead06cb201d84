"""Sign-ins that did not fit: nothing is opened, and somebody of the team is asked to find out why."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, select, text

from backend.admission import telling
from backend.admission.models import IdentityQuestion
from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.core.errors import Forbidden, NotFound
from backend.core.ids import new_id
from backend.identity import elsewhere
from backend.openid.protocol import Proof
from backend.sharing import invitations
from backend.sharing.models import Invitation

DIFFERS, TAKEN, WRONG, OTHER_LOGIN = "number_differs", "number_taken", "number_wrong", "other_login"
# What the team reads, about an invitation and about a record.
INVITATION_ENDED = "Nothing was opened, and the invitation has ended. Check with the person, then invite them again."
NOTHING_OPENED = "Nothing was opened. Check with the person."
WORDS = {
    DIFFERS: "Somebody signed in with another NHS number than the one that is written here.",
    TAKEN: "Somebody signed in with an NHS number that belongs to another record.",
    WRONG: "Somebody signed in with an NHS number that cannot be right.",
    OTHER_LOGIN: "Somebody signed in with this person's NHS number, but with another login than before.",
}

ASK = text("SELECT id, team_id FROM ask_about_identity(:id, :kind, :provider, :invitation, :record, :at)")


class DoesNotFit(Forbidden):
    """What the provider says is not what is written here. Which of the two is wrong a human finds out."""

    code = "admission.does_not_fit"
    words = (
        "We could not match who you are, so we opened nothing. Your team has been told. Please ask your worker. "
        "If you need help now, call 111 and choose option 2, or 999 in an emergency."
    )
    # The question, and that an invitation has ended, stay although the request is refused.
    keeps = True


def doubt_invitation(invitation: Invitation, kind: str, proof: Proof) -> DoesNotFit:
    """End the invitation, whose link may be in the wrong hands, and ask its team. Returns what to raise."""
    db.session.execute(select(func.end_offered_invitation(invitation.token_hash, clock.now())))
    asked = _ask(kind, proof, invitation_id=invitation.id)
    audit.record_act(
        None,
        "admission.did_not_fit",
        subject_id=invitation.id,
        team_id=invitation.team_id,
        kind=kind,
        provider=proof.provider.key,
    )
    if asked is not None:
        wanted = (invitation.invited_by, invitation.key_worker_id)
        telling.tell_team(asked.team_id, wanted, telling.QUESTION, asked.id)
    return DoesNotFit()


def doubt_record(account_id: uuid.UUID, record_id: uuid.UUID, kind: str, proof: Proof) -> DoesNotFit:
    """Ask the team of a record whose person acts. She sees in her log that somebody tried. Returns what to raise."""
    asked = _ask(kind, proof, record_id=record_id)
    audit.record_act(
        None,
        "admission.did_not_fit",
        account_id=account_id,
        record_id=record_id,
        subject_id=asked.id if asked else None,
        kind=kind,
        provider=proof.provider.key,
    )
    if asked is not None:
        key_workers = care.key_workers_of([record_id]).values()
        telling.tell_team(asked.team_id, key_workers, telling.QUESTION, asked.id)
    return DoesNotFit()


def list_questions(actor: Actor) -> list[dict[str, Any]]:
    """What the worker's teams are to find out, the oldest first. People who have a record see that they were read."""
    read_many()
    rows = list(
        db.session.scalars(
            select(IdentityQuestion)
            .where(
                IdentityQuestion.done_at.is_(None),
                IdentityQuestion.team_id.in_([role.team_id for role in actor.teams]),
            )
            .order_by(IdentityQuestion.at)
        )
    )
    names = care.preferred_names_of(row.record_id for row in rows if row.record_id)
    audit.record_reads(actor, names, section="care", how="list")
    names |= invitations.names_on(row.invitation_id for row in rows if row.invitation_id)
    return [_describe(row, names) for row in rows]


def settle_question(actor: Actor, question_id: uuid.UUID) -> None:
    """Somebody has found out. Twice is harmless."""
    question = db.session.get(IdentityQuestion, question_id)
    if question is None or actor.role_in(question.team_id) is None:
        raise NotFound
    if question.done_at is None:
        question.done_at, question.done_by = clock.now(), actor.account_id
        audit.record_act(actor, "admission.question_settled", team_id=question.team_id, subject_id=question.id)


def _ask(kind: str, proof: Proof, *, invitation_id: uuid.UUID | None = None, record_id: uuid.UUID | None = None) -> Any:
    """The question as it was asked; None when the same one waits for an answer already."""
    about = {"invitation": invitation_id, "record": record_id}
    values = {"id": new_id(), "kind": kind, "provider": proof.provider.key, "at": clock.now(), **about}
    return db.session.execute(ASK, values).one_or_none()


def _describe(row: IdentityQuestion, names: dict[uuid.UUID, str]) -> dict[str, Any]:
    about = row.record_id or row.invitation_id
    ending = INVITATION_ENDED if row.invitation_id else NOTHING_OPENED
    return {
        "id": row.id,
        "team_id": row.team_id,
        "kind": row.kind,
        "words": f"{WORDS[row.kind]} {ending}",
        "preferred_name": names.get(about) if about else None,
        "record_id": row.record_id,
        "provider": elsewhere.describe(row.provider),
        "at": row.at,
    }
