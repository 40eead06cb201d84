"""Devices, notices, deliveries, and messages on their way out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER, grant, secure_own

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Each of these does one narrow thing as the owner, for callers who may not see the rows themselves.
FUNCTIONS = {
    # A subscription belongs to a browser, not to a person: whoever registers it now takes it over.
    "release_endpoint(bytea, uuid, timestamptz)": """
        CREATE FUNCTION release_endpoint(wanted bytea, keeper uuid, at timestamptz) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          UPDATE devices SET removed_at = at, removed_because = 'moved'
          WHERE endpoint_index = wanted AND id <> keeper AND removed_at IS NULL
        $$
    """,
    # The delivery's id is the capability. Only the first report counts. A push that was shown proves its device.
    "mark_shown(uuid, timestamptz)": """
        CREATE FUNCTION mark_shown(delivery uuid, at timestamptz) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE its_device uuid;
        BEGIN
          UPDATE deliveries SET state = 'shown', shown_at = at, handed_over_at = coalesce(handed_over_at, at)
          WHERE id = delivery AND shown_at IS NULL AND channel = 'push' RETURNING device_id INTO its_device;
          IF NOT FOUND THEN
            RETURN false;
          END IF;
          UPDATE devices SET last_confirmed_at = at, failing_since = NULL WHERE id = its_device;
          RETURN true;
        END $$
    """,
    # What is being sent at this instant cannot be called back; everything else is.
    "withdraw_notices(uuid, text[], timestamptz)": """
        CREATE FUNCTION withdraw_notices(subject uuid, kinds text[], at timestamptz) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          WITH gone AS (
            UPDATE notices SET withdrawn_at = at
            WHERE subject_id = subject AND kind = ANY (kinds) AND withdrawn_at IS NULL RETURNING id
          )
          UPDATE deliveries d SET state = 'withdrawn', lease_until = NULL FROM gone
          WHERE d.notice_id = gone.id AND (d.state = 'waiting' OR (d.state = 'claimed' AND d.lease_until <= at))
        $$
    """,
    # Colleagues may know of each other whether a device works, and nothing else about it.
    "with_confirmed_device(uuid[])": """
        CREATE FUNCTION with_confirmed_device(wanted uuid[]) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT DISTINCT d.account_id FROM devices d
          JOIN memberships theirs ON theirs.account_id = d.account_id AND theirs.until_at IS NULL
          JOIN memberships mine ON mine.team_id = theirs.team_id AND mine.until_at IS NULL
          WHERE mine.account_id = acting_account() AND d.account_id = ANY (wanted)
            AND d.removed_at IS NULL AND d.failing_since IS NULL AND d.last_confirmed_at IS NOT NULL
        $$
    """,
}


def upgrade() -> None:
    _make_devices()
    _make_notices()
    _make_deliveries()
    _make_messages()
    for name, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {WEB}, {WORKER}")


def _make_devices() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("label_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("endpoint_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("p256dh_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("auth_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("endpoint_index", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_because", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
    )
    live = sa.text("removed_at IS NULL")
    op.create_index("uq_devices_endpoint_index_live", "devices", ["endpoint_index"], unique=True, postgresql_where=live)
    op.create_index("ix_devices_account_id", "devices", ["account_id"])
    secure_own("devices", web="SELECT, INSERT, UPDATE", worker="SELECT, UPDATE")


def _make_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expanded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    unexpanded = sa.text("expanded_at IS NULL AND withdrawn_at IS NULL")
    op.create_index("ix_notices_unexpanded", "notices", ["created_at"], postgresql_where=unexpanded)
    op.create_index("ix_notices_subject_id", "notices", ["subject_id"])
    op.create_index("ix_notices_account_id", "notices", ["account_id"])
    # A request may tell anybody, but read only what its own account was told.
    secure_own("notices", web="SELECT", worker="SELECT, INSERT, UPDATE")
    op.execute(f"GRANT INSERT ON notices TO {WEB}")
    op.execute(f"CREATE POLICY notices_{WEB}_tell ON notices FOR INSERT TO {WEB} WITH CHECK (true)")


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_deliveries_notice_id"),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_deliveries_device_id"),
        sa.CheckConstraint("channel IN ('push', 'text', 'email')", name="channel"),
        sa.CheckConstraint(
            "state IN ('waiting', 'claimed', 'handed_over', 'shown', 'failed', 'withdrawn')",
            name="state",
        ),
        sa.CheckConstraint("state <> 'claimed' OR lease_until IS NOT NULL", name="lease"),
    )
    due = sa.text("state IN ('waiting', 'claimed')")
    op.create_index("ix_deliveries_notice_id", "deliveries", ["notice_id"])
    op.create_index("ix_deliveries_due", "deliveries", ["next_attempt_at"], postgresql_where=due)
    secure_own("deliveries", web="SELECT", worker="SELECT, INSERT, UPDATE")


def _make_messages() -> None:
    op.create_table(
        "code_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code_messages"),
    )
    op.create_index("ix_code_messages_next_attempt_at", "code_messages", ["next_attempt_at"])
    # Requests put codes in and cannot read them again; the worker sends and deletes them.
    grant("code_messages", web="INSERT", worker="SELECT, UPDATE, DELETE")
    op.create_table(
        "demo_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_demo_messages"),
    )
    grant("demo_messages", web="SELECT, INSERT", worker="SELECT, INSERT")


def downgrade() -> None:
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}")
    for table in ("demo_messages", "code_messages", "deliveries", "notices", "devices"):
        op.drop_table(table)
