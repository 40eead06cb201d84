"""The auditor within a test: it looks as its own role, and tells somebody who writes everything down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from backend.core import clock, heartbeats
from backend.core.db import db
from backend.core.embedded_postgres import AUDITOR
from backend.core.ids import new_id
from backend.watch.looking import Check
from backend.watch.rounds import Round, Rounds
from backend.watch.telling import Channel, News, tell_operators
from tests.cast import Cast, Member
from tests.roles import SUPERUSER, role

LONG_AGO = timedelta(minutes=2)


def run(sql: str, **values: Any) -> Any:
    """As the superuser, for whom nothing is hidden."""
    with role(SUPERUSER):
        return db.session.execute(text(sql), values)


def all_is_well(*members: Member) -> None:
    """The engine has just given its signs of life, and these have a phone that was tried."""
    for name in (heartbeats.LADDERS, heartbeats.MESSAGES):
        run("INSERT INTO heartbeats VALUES (:name, :now, 3)", name=name, now=clock.now())
    run("INSERT INTO procrastinate_workers DEFAULT VALUES")
    for member in members:
        give_a_phone(member)


def give_a_phone(member: Member) -> None:
    run(
        "INSERT INTO devices (id, account_id, label_sealed, endpoint_sealed, p256dh_sealed, auth_sealed, endpoint_index,"
        " created_at, last_confirmed_at) VALUES (:id, :account, '', '', '', '', :mark, :now, :now)",
        id=new_id(),
        account=member.account_id,
        mark=member.account_id.bytes,
        now=clock.now(),
    )


class Watch:
    """An auditor that has watched for a while. `told` is what operators got, as (opened, closed) kinds."""

    def __init__(self, checks: Sequence[Check] | None = None) -> None:
        self.rounds = Rounds(checks)
        self.told: list[tuple[list[str], list[str]]] = []
        self.words: list[str] = []
        self.is_taken = True
        self.channel = Channel("mail", self._take)
        self.has_watched_since(LONG_AGO)

    def has_watched_since(self, span: timedelta) -> None:
        self.rounds._since, self.rounds._last = clock.now() - span, clock.now()

    def look(self, after: timedelta = timedelta(0)) -> Round:
        """One round, every check in it, and the telling that follows."""
        with role(AUDITOR):
            round_ = self.rounds.run(clock.now() + after)
            tell_operators([self.channel], clock.now() + after)
        return round_

    def open(self) -> dict[str, list[str]]:
        """What is open now."""
        found: dict[str, list[str]] = {}
        for row in run("SELECT kind, subject FROM findings WHERE closed_at IS NULL ORDER BY kind, subject"):
            found.setdefault(row.kind, []).append(row.subject)
        return found

    def _take(self, words: str, news: News) -> bool:
        if self.is_taken:
            self.words.append(words)
            self.told.append(([row.kind for row in news.opened], [row.kind for row in news.closed]))
        return self.is_taken


def well_kept(cast: Cast, *with_phones: Member) -> Watch:
    """An auditor over a service in which nothing is wrong. The phones are rows alone: nothing can be sent to them."""
    all_is_well(*(with_phones or (cast.asha, cast.nia)))
    watch = Watch()
    watch.look()
    assert watch.open() == {}
    return watch
