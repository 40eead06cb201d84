"""The one statement of which actions are still to be done: the newest version counts, and what was said of it since."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from backend.dialog_plus.action_views import CLOSED, OPEN
from backend.dialog_plus.models import ActionVersion, Progress

ROW = ActionVersion


def due_versions(among_which: ColumnElement[bool], since: date | None, until: date) -> Subquery:
    """Of these actions those whose newest version is due between the days, and not removed, done or let go."""
    versions = select(ROW.action_id, ROW.record_id, ROW.due_on, ROW.owner, ROW.owner_account_id, ROW.is_removed, ROW.at)
    newest = (
        versions.where(among_which)
        .ext(distinct_on(ROW.action_id))
        .order_by(ROW.action_id, ROW.version.desc())
        .subquery()
    )
    is_open = func.coalesce(_said_of(newest).scalar_subquery(), OPEN).not_in(CLOSED)
    due = select(newest).where(newest.c.due_on <= until, ~newest.c.is_removed, is_open)
    return (due if since is None else due.where(newest.c.due_on >= since)).subquery()


def _said_of(newest: Subquery) -> Select[Any]:
    said = select(Progress.status).where(Progress.action_id == newest.c.action_id, Progress.at >= newest.c.at)
    return said.order_by(Progress.at.desc(), Progress.id.desc()).limit(1)
