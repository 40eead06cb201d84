"""Checking the chains: every link is computed anew by the database and compared."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from backend.core.db import db

# A link is broken when its hash differs from the one computed with its predecessor's, when a number is missing,
# or when the newest link is not the one that the head names.
BROKEN = text("""
    WITH links AS (
      SELECT e.*, lag(e.hash, 1, ''::bytea) OVER w AS previous, lag(e.seq, 1, 0::bigint) OVER w AS seq_before
      FROM audit_entries e WINDOW w AS (PARTITION BY chain_id ORDER BY seq)
    )
    SELECT l.chain_id, l.seq FROM links l JOIN audit_entries e ON e.id = l.id
    WHERE l.hash <> audit_hash(l.previous, e) OR l.seq <> l.seq_before + 1
    UNION
    SELECT h.chain_id, h.seq FROM audit_heads h
    WHERE NOT EXISTS (
      SELECT 1 FROM audit_entries e WHERE e.chain_id = h.chain_id AND e.seq = h.seq AND e.hash = h.hash)
    ORDER BY 1, 2 LIMIT 100
""")


@dataclass(frozen=True)
class BrokenLink:
    """A place where a chain does not hold."""

    chain_id: str
    seq: int


def broken_links() -> list[BrokenLink]:
    """Up to a hundred places where the audit was altered, or none. Needs the owner's role."""
    return [BrokenLink(str(row.chain_id), row.seq) for row in db.session.execute(BROKEN)]
