"""Closing somebody's account: nobody gets in by it any more, and nothing is shared with it or by it."""

from __future__ import annotations

import uuid

from sqlalchemy import text

from backend.audit import service as audit
from backend.core import clock
from backend.core.db import db
from backend.identity import service as identity

# In this order: first nobody gets in, then nothing is shared, then the ways in are gone, and what waited for her.
STEPS = (
    "UPDATE accounts SET closed_at = :at WHERE id = :who AND closed_at IS NULL",
    "UPDATE sessions SET ended_at = :at WHERE account_id = :who AND ended_at IS NULL",
    """SELECT e.id FROM trusted_people t CROSS JOIN LATERAL end_trusted(t.id, 'closed', :who, :at) e
       WHERE t.ended_at IS NULL
         AND (t.account_id = :who OR t.record_id IN (SELECT id FROM records WHERE account_id = :who))""",
    """WITH ended AS (
         UPDATE grants SET until_at = :at WHERE until_at IS NULL AND decision = 'shared'
           AND record_id IN (SELECT id FROM records WHERE account_id = :who) RETURNING id, record_id)
       INSERT INTO withdrawals (id, record_id, kind, subject_id, at)
       SELECT gen_random_uuid(), record_id, 'grant', id, :at FROM ended""",
    # What a worker promised is due at once, and leads see what was left.
    """SELECT end_places(:who, ARRAY(SELECT team_id FROM memberships WHERE account_id = :who AND until_at IS NULL),
         'closed', :at)""",
    "UPDATE devices SET removed_at = :at, removed_because = 'closed' WHERE account_id = :who AND removed_at IS NULL",
    "DELETE FROM one_time_codes WHERE subject_id = :who",
    "DELETE FROM passkeys WHERE account_id = :who",
    "DELETE FROM contacts WHERE account_id = :who",
    "DELETE FROM identities WHERE account_id = :who",
    # She may come back one day, by a new invitation: the record that is closed does not stand in her way.
    "UPDATE records SET nhs_number_index = NULL WHERE account_id = :who",
    "DELETE FROM drafts WHERE account_id = :who",
)


def close_account(contact: str) -> uuid.UUID | None:
    """Close the account with that confirmed contact, for the operator. None when nobody has it."""
    account = identity.find_account_by_contact(contact)
    if account is None:
        return None
    values = {"who": account.id, "at": clock.now()}
    for statement in STEPS:
        db.session.execute(text(statement), values)
    audit.record_act(None, "sharing.account_closed", subject_id=account.id)
    return account.id
