"""Staff who come by a provider: rules as data, the memberships that they give and take, and what happens to who is let go.

Requests cannot write memberships, since whoever writes them could see records. What a sign-in by a provider gives is worked out
here from the rules, which requests do not even read; only for the account that acts, and only for a provider that is a way
into it. Nothing here touches what was given by hand or by another provider.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.row_security import WEB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
FIXED = "SET search_path = public, pg_temp"
DEFINER = f"SECURITY DEFINER {FIXED}"
STRONGEST_FIRST = "array_position(ARRAY['lead', 'duty', 'worker', 'peer'], r.role)"

# For these functions and for the owner alone.
INNER = {
    # Somebody has no place in these teams any more, from that moment. What they promised there is due, and so is a request
    # that waits for nobody but them: the engine, which alone moves ladders, looks at once. What they hold besides stays, for
    # a lead to hand over.
    "end_places(uuid, uuid[], text, timestamptz)": f"""
        CREATE FUNCTION end_places(leaver uuid, teams uuid[], why text, moment timestamptz) RETURNS void
        LANGUAGE plpgsql {FIXED} AS $$
        BEGIN
          UPDATE memberships m SET until_at = moment, ended_because = why
            WHERE m.account_id = leaver AND m.team_id = ANY (teams) AND m.until_at IS NULL;
          UPDATE teams t SET carer_champion_id = NULL WHERE t.id = ANY (teams) AND t.carer_champion_id = leaver;
          UPDATE step_ups s SET next_due_at = least(s.next_due_at, moment), version = s.version + 1
            WHERE (s.team_id = ANY (teams) OR s.helping_team_id = ANY (teams))
              AND ((s.state = 'acknowledged' AND s.promised_by = leaver)
                OR (s.state = 'sent' AND EXISTS (SELECT FROM step_up_events e WHERE e.step_up_id = s.id
                  AND e.kind = 'told' AND e.cycle = s.cycle AND e.detail -> 'accounts' ? leaver::text)));
        END $$
    """,
    # Nobody gets in by it any more as who they were: sessions end, and devices as when somebody leaves (0019).
    "end_sessions_and_devices(uuid, timestamptz)": f"""
        CREATE FUNCTION end_sessions_and_devices(leaver uuid, moment timestamptz) RETURNS void
        LANGUAGE sql {FIXED} AS $$
          UPDATE sessions SET ended_at = moment WHERE account_id = leaver AND ended_at IS NULL;
          UPDATE devices SET removed_at = moment, removed_because = 'left' WHERE account_id = leaver AND removed_at IS NULL
            AND NOT EXISTS (SELECT FROM memberships m WHERE m.account_id = leaver AND m.until_at IS NULL)
            AND NOT EXISTS (SELECT FROM records r WHERE r.account_id = leaver)
            AND NOT EXISTS (SELECT FROM trusted_people t WHERE t.account_id = leaver
              AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL);
        $$
    """,
}

FUNCTIONS = {
    # Which places these facts give, the strongest in each team. `facts`: a list of lists; all that a rule asks for has to
    # stand in one of them.
    "places_by_rules(text, jsonb)": f"""
        CREATE FUNCTION places_by_rules(by_whom text, facts jsonb) RETURNS TABLE (team uuid, place text)
        LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT DISTINCT ON (r.team_id) r.team_id, r.role FROM staff_rules r
          WHERE r.provider = by_whom AND r.ended_at IS NULL
            AND EXISTS (SELECT FROM jsonb_array_elements(facts) AS bundle WHERE bundle @> r.claims)
          ORDER BY r.team_id, {STRONGEST_FIRST}
        $$
    """,
    # Who of these teams was put there by hand and has no such way in yet: somebody new with the same name may be one of them.
    "members_without_identity(text, uuid[])": f"""
        CREATE FUNCTION members_without_identity(by_whom text, teams uuid[]) RETURNS SETOF uuid
        LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT DISTINCT m.account_id FROM memberships m
          WHERE m.team_id = ANY (teams) AND m.until_at IS NULL AND m.by_provider IS NULL
            AND NOT EXISTS (SELECT FROM identities i WHERE i.account_id = m.account_id AND i.provider = by_whom)
        $$
    """,
    # Make the memberships that this account has by this provider what the rules say of these facts. Answers what changed.
    # Who had places by it and has none any more is signed out everywhere.
    "settle_staff(uuid, text, jsonb, timestamptz)": f"""
        CREATE FUNCTION settle_staff(whose uuid, by_whom text, facts jsonb, moment timestamptz)
        RETURNS TABLE (team uuid, was text, is_now text) LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE held record; given record; gone uuid[] := '{{}}';
        BEGIN
          IF whose IS NULL OR whose IS DISTINCT FROM acting_account()
            OR NOT EXISTS (SELECT FROM identities i WHERE i.account_id = whose AND i.provider = by_whom)
            OR NOT EXISTS (SELECT FROM accounts a WHERE a.id = whose AND a.closed_at IS NULL)
          THEN
            RAISE EXCEPTION 'These memberships are not theirs to settle.' USING ERRCODE = 'insufficient_privilege';
          END IF;
          PERFORM FROM accounts a WHERE a.id = whose FOR NO KEY UPDATE;
          FOR held IN
            SELECT m.id, m.team_id, m.role, p.place FROM memberships m
            LEFT JOIN places_by_rules(by_whom, facts) p ON p.team = m.team_id
            WHERE m.account_id = whose AND m.by_provider = by_whom AND m.until_at IS NULL
              AND m.role IS DISTINCT FROM p.place ORDER BY m.team_id
          LOOP
            IF held.place IS NULL THEN
              gone := gone || held.team_id;
            ELSE
              UPDATE memberships m SET until_at = moment WHERE m.id = held.id;
              INSERT INTO memberships (id, account_id, team_id, role, from_at, by_provider)
                VALUES (gen_random_uuid(), whose, held.team_id, held.place, moment, by_whom);
            END IF;
            team := held.team_id; was := held.role; is_now := held.place;
            RETURN NEXT;
          END LOOP;
          PERFORM end_places(whose, gone, 'rules', moment);
          FOR given IN
            SELECT p.team AS team_id, p.place FROM places_by_rules(by_whom, facts) p
            WHERE NOT EXISTS (SELECT FROM memberships m
              WHERE m.account_id = whose AND m.team_id = p.team AND m.until_at IS NULL) ORDER BY p.team
          LOOP
            INSERT INTO memberships (id, account_id, team_id, role, from_at, by_provider)
              VALUES (gen_random_uuid(), whose, given.team_id, given.place, moment, by_whom);
            team := given.team_id; was := NULL; is_now := given.place;
            RETURN NEXT;
          END LOOP;
          IF cardinality(gone) > 0 AND NOT EXISTS (SELECT FROM memberships m
            WHERE m.account_id = whose AND m.by_provider = by_whom AND m.until_at IS NULL)
          THEN
            PERFORM end_sessions_and_devices(whose, moment);
          END IF;
        END $$
    """,
}


def upgrade() -> None:
    op.add_column("memberships", sa.Column("by_provider", sa.Text(), nullable=True))
    op.add_column("memberships", sa.Column("ended_because", sa.Text(), nullable=True))
    op.create_table(
        "staff_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("claims", JSONB(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_rules"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_staff_rules_team_id"),
        sa.CheckConstraint("role IN ('worker', 'duty', 'lead', 'peer')", name="role"),
        # A rule that asks for nothing would let everybody in.
        sa.CheckConstraint("jsonb_typeof(claims) = 'array' AND claims <> '[]'", name="asks_for_something"),
    )
    op.create_index(
        "ix_staff_rules_provider", "staff_rules", ["provider"], postgresql_where=sa.text("ended_at IS NULL")
    )
    for name, function in {**INNER, **FUNCTIONS}.items():
        op.execute(function)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
    for name in FUNCTIONS:
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {WEB}")


def downgrade() -> None:
    for name in (*reversed(FUNCTIONS), *reversed(INNER)):
        op.execute(f"DROP FUNCTION {name}")
    op.drop_table("staff_rules")
    op.drop_column("memberships", "ended_because")
    op.drop_column("memberships", "by_provider")
