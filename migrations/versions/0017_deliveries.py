"""Ways in which a message goes out, one after the other until it is seen; messages that go out as one; quiet hours."""

from __future__ import annotations

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from backend.core.row_security import WEB, WORKER, secure_own

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
FIRST = runpy.run_path(str(Path(__file__).with_name("0005_notifications.py")))["FUNCTIONS"]
STATES = "'waiting', 'claimed', 'handed_over', 'shown', 'failed', 'withdrawn'"

# The delivery's id is the capability. Only the first report counts. A push that was shown proves its device, and that the
# notice was seen; so were those that went out with it as one. Notices are locked first, as everywhere.
SHOWN = f"""
    CREATE OR REPLACE FUNCTION mark_shown(delivery uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql {DEFINER} AS $$
    DECLARE its_device uuid;
    BEGIN
      PERFORM FROM notices WHERE id IN (
        SELECT notice_id FROM deliveries WHERE id = delivery OR merged_into = delivery
      ) ORDER BY id FOR UPDATE;
      UPDATE deliveries SET state = 'shown', shown_at = at, handed_over_at = coalesce(handed_over_at, at)
      WHERE id = delivery AND shown_at IS NULL AND channel = 'push' RETURNING device_id INTO its_device;
      IF NOT FOUND THEN
        RETURN false;
      END IF;
      UPDATE deliveries SET state = 'shown', shown_at = at, handed_over_at = coalesce(handed_over_at, at)
      WHERE merged_into = delivery AND shown_at IS NULL;
      UPDATE notices SET seen_at = at FROM deliveries d
      WHERE notices.id = d.notice_id AND (d.id = delivery OR d.merged_into = delivery) AND seen_at IS NULL;
      UPDATE devices SET last_confirmed_at = at, failing_since = NULL WHERE id = its_device;
      RETURN true;
    END $$
"""
# As in 0005; what was merged into another delivery waits no less than what waits by itself.
WITHDRAW = f"""
    CREATE OR REPLACE FUNCTION withdraw_notices(subject uuid, kinds text[], at timestamptz) RETURNS void
    LANGUAGE sql {DEFINER} AS $$
      WITH gone AS (
        UPDATE notices SET withdrawn_at = at
        WHERE subject_id = subject AND kind = ANY (kinds) AND withdrawn_at IS NULL RETURNING id
      )
      UPDATE deliveries d SET state = 'withdrawn', lease_until = NULL, merged_into = NULL FROM gone
      WHERE d.notice_id = gone.id
        AND (d.state IN ('waiting', 'merged') OR (d.state = 'claimed' AND d.lease_until <= at))
    $$
"""
# What a carrier says of a text that it took, and of what went out with it as one. One that did not arrive has failed, and
# the sweep starts the next channel. Says whether it is news; only the first receipt counts.
RECEIPT = f"""
    CREATE FUNCTION note_receipt(delivery uuid, why text, at timestamptz) RETURNS boolean LANGUAGE plpgsql {DEFINER} AS $$
    BEGIN
      PERFORM FROM notices WHERE id IN (
        SELECT notice_id FROM deliveries WHERE id = delivery OR merged_into = delivery
      ) ORDER BY id FOR UPDATE;
      UPDATE deliveries SET received_at = CASE WHEN why IS NULL THEN at END, failure = why,
        state = CASE WHEN why IS NULL THEN state ELSE 'failed' END
      WHERE (id = delivery OR merged_into = delivery) AND channel = 'text' AND received_at IS NULL
        AND state = 'handed_over';
      IF NOT FOUND THEN
        RETURN false;
      END IF;
      UPDATE notices SET next_channel_at = at FROM deliveries d
      WHERE notices.id = d.notice_id AND (d.id = delivery OR d.merged_into = delivery)
        AND why IS NOT NULL AND seen_at IS NULL AND withdrawn_at IS NULL;
      RETURN true;
    END $$
"""
# Its addressee has opened what the notice is about: no further channel is needed.
SEEN = f"""
    CREATE FUNCTION mark_seen(subject uuid, at timestamptz) RETURNS void LANGUAGE sql {DEFINER} AS $$
      UPDATE notices SET seen_at = at WHERE subject_id = subject AND account_id = acting_account() AND seen_at IS NULL
    $$
"""
# Whether colleagues can be reached before a shift: in a request those of the acting worker, in the worker anybody.
READY = f"""
    CREATE FUNCTION readiness_of_any(wanted uuid[], since timestamptz)
    RETURNS TABLE (account_id uuid, confirmed_at timestamptz, has_phone boolean) LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT a.id,
        (SELECT max(d.last_confirmed_at) FROM devices d WHERE d.account_id = a.id
          AND d.removed_at IS NULL AND d.failing_since IS NULL AND d.last_confirmed_at >= since),
        EXISTS (SELECT FROM contacts c WHERE c.account_id = a.id AND c.kind = 'text' AND c.confirmed_at IS NOT NULL)
      FROM unnest(wanted) AS a (id)
    $$
"""
READY_COLLEAGUES = f"""
    CREATE FUNCTION readiness_of_colleagues(wanted uuid[], since timestamptz)
    RETURNS TABLE (account_id uuid, confirmed_at timestamptz, has_phone boolean) LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT r.* FROM readiness_of_any(wanted, since) r WHERE r.account_id IN (
        SELECT theirs.account_id FROM memberships theirs
        JOIN memberships mine ON mine.team_id = theirs.team_id AND mine.until_at IS NULL
        WHERE mine.account_id = acting_account() AND theirs.until_at IS NULL)
    $$
"""
# It acts as whoever calls it, so that the caller's own rights decide.
READINESS = f"""
    CREATE FUNCTION readiness_of(wanted uuid[], since timestamptz)
    RETURNS TABLE (account_id uuid, confirmed_at timestamptz, has_phone boolean) LANGUAGE plpgsql STABLE AS $$
    BEGIN
      IF current_user = '{WEB}' THEN
        RETURN QUERY SELECT * FROM readiness_of_colleagues(wanted, since);
      ELSE
        RETURN QUERY SELECT * FROM readiness_of_any(wanted, since);
      END IF;
    END $$
"""
# Each with who may call it.
FUNCTIONS = {
    "note_receipt(uuid, text, timestamptz)": (RECEIPT, (WEB,)),
    "mark_seen(uuid, timestamptz)": (SEEN, (WEB, WORKER)),
    "readiness_of_any(uuid[], timestamptz)": (READY, (WORKER,)),
    "readiness_of_colleagues(uuid[], timestamptz)": (READY_COLLEAGUES, (WEB,)),
    "readiness_of(uuid[], timestamptz)": (READINESS, (WEB, WORKER)),
}


def upgrade() -> None:
    op.add_column(
        "notices",
        sa.Column(
            "channels", ARRAY(sa.Text()), nullable=False, server_default=sa.text("ARRAY['push', 'text', 'email']")
        ),
    )
    # How long to wait for it to be seen before the next channel starts beside; empty: only when one has failed.
    op.add_column("notices", sa.Column("next_channel_seconds", sa.Integer(), nullable=True))
    op.add_column("notices", sa.Column("next_channel_at", AT, nullable=True))
    op.add_column("notices", sa.Column("seen_at", AT, nullable=True))
    op.add_column("deliveries", sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.add_column("deliveries", sa.Column("received_at", AT, nullable=True))
    _shortly("ALTER TABLE deliveries DROP CONSTRAINT ck_deliveries_state", "ban-drop-constraint")
    _shortly(
        f"ALTER TABLE deliveries ADD CONSTRAINT ck_deliveries_state CHECK (state IN ({STATES}, 'merged'))",
        "constraint-missing-not-valid",
    )
    _shortly(
        "CREATE INDEX ix_notices_next_channel_at ON notices (next_channel_at) WHERE next_channel_at IS NOT NULL",
        "require-concurrent-index-creation",
    )
    _shortly(
        "CREATE INDEX ix_deliveries_account_id ON deliveries (account_id, next_attempt_at)",
        "require-concurrent-index-creation",
    )
    _shortly(
        "CREATE INDEX ix_deliveries_merged ON deliveries (merged_into) WHERE state = 'merged'",
        "require-concurrent-index-creation",
    )
    _shortly(
        "CREATE INDEX ix_deliveries_merged_into ON deliveries (merged_into) WHERE merged_into IS NOT NULL",
        "require-concurrent-index-creation",
    )
    op.create_table(
        "quiet_hours",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_quiet_hours"),
    )
    secure_own("quiet_hours", web="SELECT, INSERT, UPDATE, DELETE", worker="SELECT")
    op.execute(SHOWN)
    op.execute(WITHDRAW)
    for name, (function, callers) in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {', '.join(callers)}")


def _shortly(statement: str, *rules: str) -> None:
    """Before the first release: the table is small, so its lock is short; the linter would have it done in steps."""
    op.execute(f"-- squawk-ignore {', '.join(rules)}\n{statement}")


def downgrade() -> None:
    for name in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {name}")
    for name in ("mark_shown(uuid, timestamptz)", "withdraw_notices(uuid, text[], timestamptz)"):
        op.execute(FIRST[name].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    op.drop_table("quiet_hours")
    op.drop_index("ix_deliveries_account_id", table_name="deliveries")
    op.drop_index("ix_deliveries_merged", table_name="deliveries")
    op.drop_index("ix_deliveries_merged_into", table_name="deliveries")
    op.drop_index("ix_notices_next_channel_at", table_name="notices")
    op.execute("UPDATE deliveries SET state = 'withdrawn' WHERE state = 'merged'")
    op.drop_constraint("state", "deliveries", type_="check")
    op.create_check_constraint("state", "deliveries", f"state IN ({STATES})")
    for column in ("received_at", "merged_into"):
        op.drop_column("deliveries", column)
    for column in ("seen_at", "next_channel_at", "next_channel_seconds", "channels"):
        op.drop_column("notices", column)
