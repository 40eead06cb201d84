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
    SELECT chain_id, greatest(newest.seq, h.seq)
    FROM (SELECT DISTINCT ON (chain_id) chain_id, seq, hash FROM audit_entries ORDER BY chain_id, seq DESC) newest
    FULL JOIN audit_heads h USING (chain_id)
    WHERE newest.seq IS DISTINCT FROM h.seq OR newest.hash IS DISTINCT FROM h.hash
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
