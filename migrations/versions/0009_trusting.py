"""What an invited person may do by the link's secret, how trust and sharing end, and what the worker does about both.

Every function here does one narrow thing as the owner: nobody else touches a row of somebody else's. All endings of trust go
through `end_trusted`, so that none forgets the grants, the history or the ledger.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
LIVE_GRANT = runpy.run_path(str(Path(__file__).with_name("0008_trusted_people.py")))["LIVE_GRANT"]
IS_OPEN = "t.accepted_at IS NULL AND t.ended_at IS NULL AND t.expires_at > moment"

INVITED = {
    "trusted_invitation(bytea, timestamptz)": f"""
        CREATE FUNCTION trusted_invitation(secret bytea, moment timestamptz) RETURNS SETOF trusted_people
        LANGUAGE sql STABLE {DEFINER} AS
        $$ SELECT t.* FROM trusted_people t WHERE t.token_hash = secret AND {IS_OPEN} $$
    """,
    # Whoever holds the secret meets the name of who invited them, sealed; and the account to be told of the answer.
    "inviter_of(uuid, bytea)": f"""
        CREATE FUNCTION inviter_of(trusted uuid, secret bytea) RETURNS TABLE (account_id uuid, preferred_name_sealed bytea)
        LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT r.account_id, r.preferred_name_sealed FROM trusted_people t JOIN records r ON r.id = t.record_id
          WHERE t.id = trusted AND t.token_hash = secret
        $$
    """,
    # One statement tries and counts, so that many tries at once are still five.
    "try_trusted_code(bytea, bytea, timestamptz)": f"""
        CREATE FUNCTION try_trusted_code(secret bytea, code bytea, moment timestamptz) RETURNS boolean
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held trusted_people;
        BEGIN
          UPDATE trusted_people t SET wrong_codes = t.wrong_codes + 1
            WHERE t.token_hash = secret AND {IS_OPEN} AND t.code_hash <> code RETURNING t.* INTO held;
          IF FOUND AND held.wrong_codes >= 5 THEN PERFORM end_trusted(held.id, 'wrong_codes', NULL, moment); END IF;
          RETURN held.id IS NULL;
        END $$
    """,
    "accept_trusted(bytea, bytea, timestamptz)": f"""
        CREATE FUNCTION accept_trusted(secret bytea, code bytea, moment timestamptz) RETURNS SETOF trusted_people
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held trusted_people;
        BEGIN
          UPDATE trusted_people t SET accepted_at = moment, account_id = acting_account()
            WHERE t.token_hash = secret AND t.code_hash = code AND {IS_OPEN} AND acting_account() IS NOT NULL
              AND NOT EXISTS (SELECT FROM records r WHERE r.id = t.record_id AND r.account_id = acting_account())
            RETURNING t.* INTO held;
          IF NOT FOUND THEN RETURN; END IF;
          PERFORM note_trusted(held.id, 'accepted', acting_account(), moment);
          RETURN NEXT held;
        END $$
    """,
    "decline_trusted(bytea, timestamptz)": f"""
        CREATE FUNCTION decline_trusted(secret bytea, moment timestamptz) RETURNS SETOF trusted_people
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held uuid;
        BEGIN
          SELECT t.id INTO held FROM trusted_people t WHERE t.token_hash = secret AND {IS_OPEN} FOR UPDATE;
          RETURN QUERY SELECT e.* FROM end_trusted(held, 'declined', acting_account(), moment) e;
        END $$
    """,
    "leave_trusted(uuid, timestamptz)": f"""
        CREATE FUNCTION leave_trusted(trusted uuid, moment timestamptz) RETURNS SETOF trusted_people
        LANGUAGE sql {DEFINER} AS $$
          SELECT e.* FROM trusted_people t CROSS JOIN LATERAL end_trusted(t.id, 'left', acting_account(), moment) e
          WHERE t.id = trusted AND t.account_id = acting_account() AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL
        $$
    """,
}

PERSON = {
    "remove_trusted(uuid, timestamptz)": f"""
        CREATE FUNCTION remove_trusted(trusted uuid, moment timestamptz) RETURNS SETOF trusted_people
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held trusted_people;
        BEGIN
          SELECT t.* INTO held FROM trusted_people t WHERE t.id = trusted AND t.record_id = own_record() FOR UPDATE;
          IF NOT FOUND THEN RETURN; END IF;
          RETURN QUERY SELECT e.* FROM end_trusted(held.id,
            CASE WHEN held.accepted_at IS NULL THEN 'called_back' ELSE 'removed' END, acting_account(), moment) e;
        END $$
    """,
    # After less is shared: notices about what may not be seen any more are called back, and who has nothing to do here
    # any more is signed out.
    "hush_trusted(uuid, timestamptz)": f"""
        CREATE FUNCTION hush_trusted(trusted uuid, moment timestamptz) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held trusted_people;
        BEGIN
          SELECT t.* INTO held FROM trusted_people t
            WHERE t.id = trusted AND t.record_id = own_record() AND t.account_id IS NOT NULL;
          IF NOT FOUND THEN RETURN; END IF;
          IF NOT EXISTS (SELECT FROM trusted_people t JOIN grants g ON g.trusted_person_id = t.id
              WHERE t.id = trusted AND t.ended_at IS NULL AND g.section = 'step_ups' AND {LIVE_GRANT})
            AND NOT EXISTS (SELECT FROM memberships m JOIN record_teams rt ON rt.team_id = m.team_id
              WHERE m.account_id = held.account_id AND m.until_at IS NULL
                AND rt.record_id = held.record_id AND rt.until_at IS NULL)
          THEN
            WITH gone AS (
              UPDATE notices n SET withdrawn_at = moment
              WHERE n.account_id = held.account_id AND n.withdrawn_at IS NULL
                AND (n.subject_id IN (held.id, held.record_id)
                  OR EXISTS (SELECT FROM step_ups s WHERE s.id = n.subject_id AND s.record_id = held.record_id))
              RETURNING n.id)
            UPDATE deliveries d SET state = 'withdrawn', lease_until = NULL FROM gone
            WHERE d.notice_id = gone.id
              AND (d.state = 'waiting' OR (d.state = 'claimed' AND d.lease_until <= moment));
          END IF;
          IF NOT EXISTS (SELECT FROM records r WHERE r.account_id = held.account_id)
            AND NOT EXISTS (SELECT FROM memberships m WHERE m.account_id = held.account_id AND m.until_at IS NULL)
            AND NOT EXISTS (SELECT FROM trusted_people t JOIN grants g ON g.trusted_person_id = t.id
              WHERE t.account_id = held.account_id AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL AND {LIVE_GRANT})
          THEN
            UPDATE sessions s SET ended_at = moment WHERE s.account_id = held.account_id AND s.ended_at IS NULL;
          END IF;
        END $$
    """,
    "finish_my_stop(timestamptz)": f"""
        CREATE FUNCTION finish_my_stop(moment timestamptz) RETURNS SETOF sharing_stops LANGUAGE sql {DEFINER} AS
        $$ SELECT f.* FROM finish_stop(own_record(), moment) f $$
    """,
    "my_live_grants()": f"""
        CREATE FUNCTION my_live_grants() RETURNS SETOF uuid LANGUAGE sql STABLE {DEFINER} AS
        $$ SELECT g.id FROM grants g WHERE g.record_id = own_record() AND {LIVE_GRANT} $$
    """,
    "my_last_closing()": f"""
        CREATE FUNCTION my_last_closing() RETURNS timestamptz LANGUAGE sql STABLE {DEFINER} AS
        $$ SELECT max(s.closed_at) FROM step_ups s WHERE s.record_id = own_record() $$
    """,
}

SWEPT = {
    "expire_trusted(timestamptz)": f"""
        CREATE FUNCTION expire_trusted(moment timestamptz) RETURNS SETOF trusted_people LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held uuid;
        BEGIN
          FOR held IN SELECT t.id FROM trusted_people t
            WHERE t.accepted_at IS NULL AND t.ended_at IS NULL AND t.expires_at <= moment
            ORDER BY t.id FOR UPDATE SKIP LOCKED
          LOOP RETURN QUERY SELECT e.* FROM end_trusted(held, 'expired', NULL, moment) e; END LOOP;
        END $$
    """,
    "finish_stops(timestamptz, timestamptz)": f"""
        CREATE FUNCTION finish_stops(before timestamptz, moment timestamptz) RETURNS SETOF sharing_stops
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held uuid;
        BEGIN
          FOR held IN SELECT p.record_id FROM sharing_stops p
            WHERE p.undone_at IS NULL AND p.finished_at IS NULL AND p.at <= before
            ORDER BY p.record_id FOR UPDATE SKIP LOCKED
          LOOP RETURN QUERY SELECT f.* FROM finish_stop(held, moment) f; END LOOP;
        END $$
    """,
    # A request that closed is a reason to look again, a day later: the page says so at once, the telephone waits.
    "remind_of_reviews(timestamptz)": f"""
        CREATE FUNCTION remind_of_reviews(moment timestamptz) RETURNS TABLE (account_id uuid, trusted_person_id uuid)
        LANGUAGE sql {DEFINER} AS $$
          WITH due AS (
            SELECT t.id FROM trusted_people t
            LEFT JOIN LATERAL (SELECT max(s.closed_at) AS at FROM step_ups s
              WHERE s.record_id = t.record_id AND s.closed_at <= moment - interval '1 day') closed ON true
            CROSS JOIN LATERAL (SELECT greatest(
              CASE WHEN t.review_at <= moment THEN t.review_at END,
              CASE WHEN closed.at > greatest(t.accepted_at, t.reviewed_at) THEN closed.at END) AS since) reason
            WHERE t.accepted_at IS NOT NULL AND t.ended_at IS NULL AND reason.since IS NOT NULL
              AND (t.reminded_at IS NULL OR t.reminded_at < reason.since)
              AND EXISTS (SELECT FROM grants g WHERE g.trusted_person_id = t.id AND g.until_at IS NULL
                AND g.decision = 'shared' AND (g.ends_at IS NULL OR g.ends_at > moment))
            FOR UPDATE OF t SKIP LOCKED),
          told AS (
            UPDATE trusted_people t SET reminded_at = moment FROM due WHERE t.id = due.id RETURNING t.id, t.record_id)
          SELECT DISTINCT ON (r.account_id) r.account_id, told.id FROM told JOIN records r ON r.id = told.record_id
          ORDER BY r.account_id, told.id
        $$
    """,
}

# No role may call these: only the functions above do.
INTERNAL = {
    "note_trusted(uuid, text, uuid, timestamptz)": f"""
        CREATE FUNCTION note_trusted(trusted uuid, what text, who uuid, moment timestamptz) RETURNS void
        LANGUAGE sql {DEFINER} AS $$
          INSERT INTO trusted_person_events (id, trusted_person_id, record_id, kind, at, account_id, wording)
          SELECT gen_random_uuid(), t.id, t.record_id, what, moment, who, coalesce((
            SELECT e.wording FROM trusted_person_events e WHERE e.trusted_person_id = t.id ORDER BY e.at DESC LIMIT 1), '')
          FROM trusted_people t WHERE t.id = trusted
        $$
    """,
    "end_trusted(uuid, text, uuid, timestamptz)": f"""
        CREATE FUNCTION end_trusted(trusted uuid, how text, who uuid, moment timestamptz) RETURNS SETOF trusted_people
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held trusted_people;
        BEGIN
          UPDATE trusted_people t SET ended_at = moment, ended_how = how
            WHERE t.id = trusted AND t.ended_at IS NULL RETURNING t.* INTO held;
          IF NOT FOUND THEN RETURN; END IF;
          WITH ended AS (
            UPDATE grants g SET until_at = moment WHERE g.trusted_person_id = trusted AND g.until_at IS NULL
            RETURNING g.id, g.decision)
          INSERT INTO withdrawals (id, record_id, kind, subject_id, at)
          SELECT gen_random_uuid(), held.record_id, 'grant', e.id, moment FROM ended e WHERE e.decision = 'shared'
          UNION ALL SELECT gen_random_uuid(), held.record_id, 'trusted_person', trusted, moment;
          PERFORM note_trusted(trusted, how, who, moment);
          RETURN NEXT held;
        END $$
    """,
    "finish_stop(uuid, timestamptz)": f"""
        CREATE FUNCTION finish_stop(record uuid, moment timestamptz) RETURNS SETOF sharing_stops
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE stopped sharing_stops; held grants;
        BEGIN
          UPDATE sharing_stops p SET finished_at = moment
            WHERE p.record_id = record AND p.undone_at IS NULL AND p.finished_at IS NULL RETURNING p.* INTO stopped;
          IF NOT FOUND THEN RETURN; END IF;
          FOR held IN SELECT g.* FROM grants g
            WHERE g.record_id = record AND g.until_at IS NULL AND g.decision = 'shared' ORDER BY g.id FOR UPDATE
          LOOP
            UPDATE grants g SET until_at = moment WHERE g.id = held.id;
            INSERT INTO grants (id, record_id, section, team_id, trusted_person_id, decision, wording, decided_by, from_at)
              VALUES (gen_random_uuid(), held.record_id, held.section, held.team_id, held.trusted_person_id, 'not_shared',
                held.wording, held.decided_by, moment);
            INSERT INTO withdrawals (id, record_id, kind, subject_id, at)
              VALUES (gen_random_uuid(), held.record_id, 'grant', held.id, moment);
          END LOOP;
          RETURN NEXT stopped;
        END $$
    """,
}

# Who has closed her account is not found by what she signed in with.
LOOK_UPS = {
    "account_of_contact(fingerprint bytea)": """
        SELECT c.account_id FROM contacts c {open}
        WHERE c.fingerprint = account_of_contact.fingerprint AND c.confirmed_at IS NOT NULL
    """,
    "account_of_passkey(credential_id bytea)": """
        SELECT c.account_id FROM passkeys c {open} WHERE c.credential_id = account_of_passkey.credential_id
    """,
}
OPEN_ACCOUNT = "JOIN accounts a ON a.id = c.account_id AND a.closed_at IS NULL"


def upgrade() -> None:
    op.add_column("trusted_people", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    _kinds("'grant', 'trusted_person', 'stop', 'stop_undone'")
    for functions, roles in ((INTERNAL, None), (INVITED, WEB), (PERSON, WEB), (SWEPT, WORKER)):
        for signature, definition in functions.items():
            op.execute(definition)
            op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
            if roles:
                op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {roles}")
    _look_ups(OPEN_ACCOUNT)


def _kinds(kinds: str) -> None:
    # The ledger's outbox holds a few rows, so its lock is short.
    op.execute("-- squawk-ignore ban-drop-constraint\nALTER TABLE withdrawals DROP CONSTRAINT ck_withdrawals_kind")
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE withdrawals ADD CONSTRAINT ck_withdrawals_kind CHECK (kind IN ({kinds}))"
    )


def _look_ups(condition: str) -> None:
    for signature, body in LOOK_UPS.items():
        op.execute(
            f"CREATE OR REPLACE FUNCTION {signature} RETURNS uuid LANGUAGE sql STABLE {DEFINER} "
            f"AS $$ {body.format(open=condition)} $$"
        )


def downgrade() -> None:
    _look_ups("")
    for functions in (SWEPT, PERSON, INVITED):
        for signature in functions:
            op.execute(f"DROP FUNCTION {signature}")
    for signature in reversed(INTERNAL):
        op.execute(f"DROP FUNCTION {signature}")
    op.execute("DELETE FROM withdrawals WHERE kind = 'stop_undone'")
    _kinds("'grant', 'trusted_person', 'stop'")
    op.drop_column("trusted_people", "reminded_at")
