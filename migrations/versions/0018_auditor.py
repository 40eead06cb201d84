"""The auditor: what each sweep says of itself, what the auditor found, and its own role, which reads and cannot mend."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import AUDITOR, WEB, WORKER, grant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)

# Columns, not tables: no sealed word is among them, so that whoever holds this role learns nothing about anybody.
READS = {
    "step_ups": "id, record_id, team_id, helping_team_id, state, asked_at, closed_at, rung, cycle, repeats,"
    " climbing_since, next_due_at, promised_by, promise_ends_at",
    "step_up_events": "id, step_up_id, kind, cycle, account_id, at",
    "notices": "id, account_id, kind, subject_id, urgent, created_at, expanded_at, withdrawn_at, seen_at",
    "deliveries": "id, notice_id, account_id, device_id, channel, state, attempts, lease_until, next_attempt_at,"
    " handed_over_at, shown_at, failure, merged_into",
    "devices": "id, account_id, created_at, last_confirmed_at, failing_since, removed_at, removed_because",
    "record_teams": "id, record_id, team_id, from_at, until_at",
    "key_workers": "id, record_id, account_id, from_at, until_at",
}
WHOLE = (
    "teams",
    "team_hours",
    "team_closures",
    "team_exceptions",
    "memberships",
    "rotations",
    "duty_overrides",
    "shift_swaps",
    "absences",
    "audit_entries",
    "audit_heads",
    "alembic_version",
)


def upgrade() -> None:
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_heartbeats"),
    )
    grant("heartbeats", web="SELECT", worker="SELECT, INSERT, UPDATE")
    op.create_table(
        "findings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("closed_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
    )
    op.create_index(
        "uq_findings_open", "findings", ["kind", "subject"], unique=True, postgresql_where=sa.text("closed_at IS NULL")
    )
    op.create_table(
        "finding_tellings",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("finding_id", "channel", "what", name="pk_finding_tellings"),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name="fk_finding_tellings_finding_id_findings"),
        sa.CheckConstraint("what IN ('opened', 'closed')", name="ck_finding_tellings_what"),
    )
    for table in ("heartbeats", "findings", "finding_tellings"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO {AUDITOR}")
    # Whether the schema is the one that this program knows: the page about its readiness says so.
    op.execute(f"GRANT SELECT ON alembic_version TO {WEB}, {WORKER}")
    for table, columns in READS.items():
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO {AUDITOR}")
        _see(table)
    for table in WHOLE:
        op.execute(f"GRANT SELECT ON {table} TO {AUDITOR}")
    for table in (
        "team_hours",
        "team_closures",
        "team_exceptions",
        "rotations",
        "duty_overrides",
        "shift_swaps",
        "absences",
        "audit_entries",
    ):
        _see(table)
    op.execute(f"GRANT EXECUTE ON FUNCTION audit_hash(bytea, audit_entries) TO {AUDITOR}")


def _see(table: str) -> None:
    op.execute(f"CREATE POLICY {table}_{AUDITOR} ON {table} FOR SELECT TO {AUDITOR} USING (true)")


def downgrade() -> None:
    op.execute(f"REVOKE EXECUTE ON FUNCTION audit_hash(bytea, audit_entries) FROM {AUDITOR}")
    for table in (*READS, *WHOLE):
        op.execute(f"DROP POLICY IF EXISTS {table}_{AUDITOR} ON {table}")
        op.execute(f"REVOKE SELECT ON {table} FROM {AUDITOR}")
    for table, columns in READS.items():
        op.execute(f"REVOKE SELECT ({columns}) ON {table} FROM {AUDITOR}")
    op.execute(f"REVOKE SELECT ON alembic_version FROM {WEB}, {WORKER}")
    op.drop_table("finding_tellings")
    op.drop_table("findings")
    op.drop_table("heartbeats")
