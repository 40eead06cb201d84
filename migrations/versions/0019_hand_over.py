"""Hand-over: what somebody held goes to colleagues, and their membership ends.

Requests cannot write memberships, since whoever writes them could see records. The one thing that a lead may do is end one in
her own team, and only when nothing of the team hangs on it any more: the function itself looks.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.row_security import WEB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

FUNCTIONS = {
    # The team's row is held, so that two leads cannot let each other go at the same instant. What is refused is not said: the
    # service has looked before, in words. Whether a device ends depends on what else its owner is in Waymark, which is nobody's
    # business here: nothing of that comes back.
    "end_membership(uuid, uuid, timestamptz)": f"""
        CREATE FUNCTION end_membership(team uuid, leaver uuid, moment timestamptz) RETURNS boolean
        LANGUAGE plpgsql {DEFINER} AS $$
        BEGIN
          PERFORM FROM teams WHERE id = team FOR NO KEY UPDATE;
          IF NOT leads_team(team)
            OR EXISTS (SELECT FROM key_workers k
              JOIN record_teams rt ON rt.record_id = k.record_id AND rt.until_at IS NULL AND rt.team_id = team
              WHERE k.account_id = leaver AND k.until_at IS NULL)
            OR EXISTS (SELECT FROM step_ups s
              WHERE s.team_id = team AND s.promised_by = leaver AND s.state NOT IN ('closed', 'withdrawn'))
            OR EXISTS (SELECT FROM rotations r WHERE r.team_id = team AND leaver = ANY (r.places)
              AND (r.ends_on IS NULL OR r.ends_on >= (moment AT TIME ZONE 'Europe/London')::date))
            OR (NOT EXISTS (SELECT FROM memberships m WHERE m.team_id = team AND m.role = 'lead'
                AND m.until_at IS NULL AND m.account_id <> leaver)
              AND EXISTS (SELECT FROM record_teams rt WHERE rt.team_id = team AND rt.until_at IS NULL))
          THEN
            RETURN false;
          END IF;
          UPDATE memberships SET until_at = moment WHERE team_id = team AND account_id = leaver AND until_at IS NULL;
          IF NOT FOUND THEN
            RETURN false;
          END IF;
          UPDATE teams SET carer_champion_id = NULL WHERE id = team AND carer_champion_id = leaver;
          UPDATE devices SET removed_at = moment, removed_because = 'left' WHERE account_id = leaver AND removed_at IS NULL
            AND NOT EXISTS (SELECT FROM memberships m WHERE m.account_id = leaver AND m.until_at IS NULL)
            AND NOT EXISTS (SELECT FROM records r WHERE r.account_id = leaver)
            AND NOT EXISTS (SELECT FROM trusted_people t WHERE t.account_id = leaver
              AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL);
          RETURN true;
        END $$
    """,
    "devices_of_colleague(uuid)": f"""
        CREATE FUNCTION devices_of_colleague(colleague uuid) RETURNS bigint LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT count(*) FROM devices d WHERE d.account_id = colleague AND d.removed_at IS NULL
            AND (colleague = acting_account() OR leads_colleague(colleague))
        $$
    """,
}


def upgrade() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        # A fingerprint of what was asked, to know it again: it names people, so it is not kept as it is.
        sa.Column("asked_hash", sa.LargeBinary(), nullable=False),
        sa.Column("done", JSONB(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hand_overs"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_hand_overs_team_id"),
    )
    op.create_index("ix_hand_overs_team_id_made_at", "hand_overs", ["team_id", "made_at"])
    op.execute("ALTER TABLE hand_overs ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT, INSERT ON hand_overs TO {WEB}")
    op.execute(
        f"CREATE POLICY hand_overs_{WEB}_select ON hand_overs FOR SELECT TO {WEB} "
        "USING (team_id IN (SELECT t.team_id FROM my_teams() t))"
    )
    op.execute(
        f"CREATE POLICY hand_overs_{WEB}_insert ON hand_overs FOR INSERT TO {WEB} WITH CHECK (leads_team(team_id))"
    )
    # A swap belongs to the two who agreed on it; a lead changes it when one of them goes.
    op.execute(
        f"CREATE POLICY shift_swaps_{WEB}_lead ON shift_swaps FOR UPDATE TO {WEB} "
        "USING (leads_team(team_id)) WITH CHECK (leads_team(team_id))"
    )
    for name, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {WEB}")


def downgrade() -> None:
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}")
    op.execute(f"DROP POLICY shift_swaps_{WEB}_lead ON shift_swaps")
    op.drop_table("hand_overs")
