"""Whom the log names: accounts, teams, those whom she trusts by the name she gave them, and emergencies that she may know of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.care import service as care
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.encryption import vault
from backend.identity import service as identity
from backend.sharing.models import BreakGlass, TrustedPerson

LEFT = "somebody who has left"
OPERATOR = "Those who run this service"
YOU = "You"


@dataclass(frozen=True)
class Known:
    """Everything that a page of entries refers to, fetched at once."""

    person_id: uuid.UUID
    names: dict[uuid.UUID, str]
    teams: dict[uuid.UUID, str]
    trusted: dict[uuid.UUID, TrustedPerson]
    emergencies: dict[uuid.UUID, BreakGlass]

    def is_own(self, entry: AuditEntry) -> bool:
        """Whether she did it herself."""
        return entry.actor_id == self.person_id

    def name_of(self, entry: AuditEntry) -> str:
        """What she calls them, where she chose a name; else their own."""
        friend = self.friend_of(entry)
        if friend is not None:
            return str(friend.name)
        if entry.actor_id is None:
            return OPERATOR
        return YOU if self.is_own(entry) else self.names.get(entry.actor_id, LEFT)

    def friend_of(self, entry: AuditEntry) -> TrustedPerson | None:
        """Whom she trusts and who did this as such: by the right it was done with, else by the account."""
        if entry.actor_role not in ("trusted", None) or self.is_own(entry):
            return None
        through = uuid_of(entry.detail.get("through")) or entry.subject_id
        if through in self.trusted:
            return self.trusted[through]
        return next((one for one in self.trusted.values() if one.account_id and one.account_id == entry.actor_id), None)

    def emergency_of(self, entry: AuditEntry) -> BreakGlass | None:
        """The emergency that an entry is part of."""
        return self.emergencies.get(uuid_of(entry.detail.get("through")) or uuid.UUID(int=0)) or (
            self.emergencies.get(entry.subject_id) if entry.subject_id else None
        )


def known_of(actor: Actor, entries: Iterable[AuditEntry]) -> Known:
    """What these entries refer to, in as many queries however many they are."""
    entries = list(entries)
    trusted = db.session.scalars(select(TrustedPerson).where(TrustedPerson.record_id == actor.record_id)).all()
    ids = {one for entry in entries for one in (uuid_of(entry.detail.get("through")), entry.subject_id) if one}
    mine = (BreakGlass.record_id == actor.record_id, among(BreakGlass.id, ids))
    emergencies = db.session.scalars(select(BreakGlass).where(*mine)).all()
    vault.warm([actor.record_id] if actor.record_id else [])
    return Known(
        actor.account_id,
        identity.names_of(entry.actor_id for entry in entries if entry.actor_id),
        {team.id: team.name for team in care.teams_of_ids(entry.team_id for entry in entries if entry.team_id)},
        {one.id: one for one in trusted},
        {one.id: one for one in emergencies},
    )


def uuid_of(written: object) -> uuid.UUID | None:
    """An id as an entry's detail keeps it."""
    return uuid.UUID(written) if isinstance(written, str) else None
