"""Whether the audit's links hold: the newest at each look; all of them once a night, some thousands at a time."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import text

from backend.core import clock
from backend.core.db import db
from backend.watch.looking import Check, Look, oldest_id

KIND = "audit_chain_broken"
NEWEST, NEWEST_AT_MOST = timedelta(minutes=5), 2_000
BATCH, NIGHT_SECONDS = 2_000, 1
NIGHT_BEGINS, NIGHT_ENDS = 1, 6
NOBODY = uuid.UUID(int=0)

# One link by itself, so that any set of links can be looked at: it is there, its predecessor is there, its hash is that of both,
# and the head is not behind it or beside it.
BROKEN = """
    SELECT l.chain_id || ':' || l.seq FROM links l
      LEFT JOIN audit_entries e USING (chain_id, seq)
      LEFT JOIN audit_entries p ON p.chain_id = l.chain_id AND p.seq = l.seq - 1
      LEFT JOIN audit_heads h ON h.chain_id = l.chain_id
    WHERE e.id IS NULL OR h.seq IS NULL OR (p.id IS NULL AND l.seq > 1) OR h.seq < l.seq
      OR (h.seq = l.seq AND h.hash <> e.hash) OR e.hash <> audit_hash(coalesce(p.hash, ''::bytea), e)
"""
OF_NEWEST = text(f"""
    WITH links AS MATERIALIZED (
      SELECT chain_id, seq FROM audit_entries WHERE id >= :oldest ORDER BY id DESC LIMIT {NEWEST_AT_MOST}
    ) {BROKEN}
""")
OF_NAMED = text(f"""
    WITH links AS (
      SELECT split_part(link, ':', 1)::uuid AS chain_id, split_part(link, ':', 2)::bigint AS seq
      FROM findings, unnest(ARRAY[subject]) AS link WHERE kind = '{KIND}' AND closed_at IS NULL
    ) {BROKEN}
""")
NEXT = tuple(
    text(f"""
        SELECT chain_id, seq FROM {table} WHERE (chain_id, seq) > (:chain, :seq) ORDER BY chain_id, seq LIMIT {BATCH}
    """)
    for table in ("audit_entries", "audit_heads")
)
OF_THESE = text(f"WITH links AS (SELECT unnest(:chains) AS chain_id, unnest(:seqs) AS seq) {BROKEN}")

Broken = list[str]


class Night:
    """Where tonight's way through all links has got to."""

    def __init__(self) -> None:
        self._done_on: date | None = None
        self._way: Iterator[Broken] | None = None

    def go_on(self, look: Look) -> set[str]:
        """Some more of it, if it is night and not done yet."""
        here = clock.in_london(look.now)
        if not NIGHT_BEGINS <= here.hour < NIGHT_ENDS or self._done_on == here.date():
            self._way = None
            return set()
        found, enough = set[str](), time.monotonic() + NIGHT_SECONDS
        # Should a batch fail, its way has ended there: the next look begins anew.
        way, self._way = self._way or all_links(), None
        for broken in way:
            found.update(broken)
            if time.monotonic() > enough:
                self._way = way
                return found
        self._done_on = here.date()
        return found


def all_links() -> Iterator[Broken]:
    """Every link, then every head, in batches; what of each batch is broken."""
    for statement in NEXT:
        chain, seq = NOBODY, -1
        while batch := db.session.execute(statement, {"chain": chain, "seq": seq}).all():
            chain, seq = batch[-1]
            values = {"chains": [row.chain_id for row in batch], "seqs": [row.seq for row in batch]}
            yield list(db.session.scalars(OF_THESE, values))


def _find_with(night: Night) -> Check:
    def find(look: Look) -> list[str]:
        newest = db.session.scalars(OF_NEWEST, {"oldest": oldest_id("audit_entries", NEWEST)})
        return sorted({*newest, *db.session.scalars(OF_NAMED), *night.go_on(look)})

    return Check(KIND, find)


def checks() -> tuple[Check, ...]:
    """Made anew for each auditor, as it remembers how far it has come."""
    return (_find_with(Night()),)
