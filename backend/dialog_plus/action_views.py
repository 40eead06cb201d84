"""Actions as they are now: the newest version, its yeses, how it went. Three queries, whatever their number."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import NotFound
from backend.dialog_plus import access
from backend.dialog_plus.models import SECTION, ActionVersion, Agreement, Progress
from backend.dialog_plus.ratings import area_titles
from backend.identity import service as identity
from backend.sharing import access as sharing

Names = dict[uuid.UUID, str]

OPEN = "open"
# Nothing is left to be done; whatever went partly or not at all is still open.
CLOSED = frozenset({"done", "let_go"})
SIDES = (access.PERSON, access.WORKER)


@dataclass
class Action:
    """An action as it is now."""

    row: ActionVersion
    agreed: dict[str, Agreement] = field(default_factory=dict)
    progress: Progress | None = None

    @property
    def status(self) -> str:
        """How it went, as far as that was said of these very words."""
        return self.progress.status if self.progress and self._is_about_it else OPEN

    @property
    def went(self) -> str:
        """What was said about how it went."""
        return str(self.progress.words) if self.progress and self._is_about_it else ""

    @property
    def _is_about_it(self) -> bool:
        return self.progress is not None and self.progress.at >= self.row.at

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def is_agreed(self) -> bool:
        """Both sides said yes to the newest version."""
        return all(side in self.agreed for side in SIDES)

    def is_due(self, today: date) -> bool:
        """Whether its day has come and it is still open."""
        return self.row.due_on is not None and self.row.due_on <= today and not self.is_closed

    @property
    def accounts(self) -> set[uuid.UUID]:
        """Whose names it takes to show it."""
        return {self.row.account_id, *(yes.account_id for yes in self.agreed.values())}


def load_actions(record_id: uuid.UUID, action_id: uuid.UUID | None = None) -> list[Action]:
    """All actions of a record that were not removed, or that one in any case; the first due first."""
    rows = select(ActionVersion).where(ActionVersion.record_id == record_id)
    yeses = select(Agreement).where(Agreement.record_id == record_id)
    went = select(Progress).where(Progress.record_id == record_id)
    if action_id is not None:
        rows, yeses = rows.where(ActionVersion.action_id == action_id), yeses.where(Agreement.action_id == action_id)
        went = went.where(Progress.action_id == action_id)
    newest = rows.ext(distinct_on(ActionVersion.action_id)).order_by(
        ActionVersion.action_id, ActionVersion.version.desc()
    )
    said = went.ext(distinct_on(Progress.action_id)).order_by(
        Progress.action_id, Progress.at.desc(), Progress.id.desc()
    )
    found = {row.action_id: Action(row) for row in db.session.scalars(newest)}
    # Devices' own yeses last, so that they stand before what was typed for somebody.
    for yes in db.session.scalars(yeses.order_by(Agreement.how.desc())):
        if yes.version == found[yes.action_id].row.version:
            found[yes.action_id].agreed[yes.side] = yes
    for progress in db.session.scalars(said):
        found[progress.action_id].progress = progress
    shown = [one for one in found.values() if action_id is not None or not one.row.is_removed]
    return sorted(shown, key=lambda one: (one.is_closed, one.row.due_on or date.max, one.row.action_id))


def show_action(actor: Actor, record_id: uuid.UUID, action_id: uuid.UUID) -> dict[str, Any]:
    """One action after something was done with it. Raises NotFound."""
    right = sharing.read_section(actor, record_id, SECTION)
    found = load_actions(record_id, action_id) if right is not None else []
    if right is None or not found:
        raise NotFound
    return view_of(actor, found[0], right, identity.names_of(found[0].accounts))


def accounts_of(actions: Iterable[Action]) -> set[uuid.UUID]:
    """Whose names it takes to show them."""
    return {account_id for action in actions for account_id in action.accounts}


def views_of(
    actor: Actor, actions: Collection[Action], right: sharing.Access | None, names: Names
) -> list[dict[str, Any]]:
    """Some actions as a page shows them."""
    return [view_of(actor, action, right, names) for action in actions]


def view_of(actor: Actor, action: Action, right: sharing.Access | None, names: Names) -> dict[str, Any]:
    """One action as a page shows it."""
    row, level = action.row, right.level if right else 0
    is_mine = row.account_id == actor.account_id
    return {
        "id": row.action_id,
        "version": row.version,
        "conversation_id": row.conversation_id,
        "area": row.area,
        "area_title": area_titles().get(row.area or ""),
        "words": row.words,
        "owner": row.owner,
        "owner_name": row.owner_name,
        "due_on": row.due_on,
        "agreed": agreed_view(action, names),
        "is_agreed": action.is_agreed,
        "status": action.status,
        "went": action.went,
        "status_at": action.progress.at if action.progress and action.status != OPEN else None,
        "typed_for": row.typed_for,
        "by": names[row.account_id],
        "at": row.at,
        "is_due": action.is_due(clock.in_london(clock.now()).date()),
        "may_change": level >= sharing.CHANGE or (level >= sharing.ADD and is_mine),
    }


def agreed_view(action: Action, names: Names) -> dict[str, Any]:
    """Who said yes for each side, when, and on whose device."""
    return {
        side: {"at": yes.at, "by": names[yes.account_id], "how": yes.how} if yes else None
        for side, yes in ((side, action.agreed.get(side)) for side in SIDES)
    }
