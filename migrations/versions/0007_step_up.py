"""Step-ups and their events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.row_security import secure

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPEN = "state NOT IN ('closed', 'withdrawn')"


def upgrade() -> None:
    op.create_table(
        "step_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("wants_to_hear", sa.Text(), nullable=False),
        sa.Column("reach_by", sa.Text(), nullable=False),
        sa.Column("reach_on_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("best_time", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ladder", JSONB(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("climbing_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("promised_by", sa.Uuid(), nullable=True),
        sa.Column("promise_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_step_ups"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_step_ups_record_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_step_ups_team_id"),
        # Whatever goes wrong in the code, a request that nobody has in hand always has a next look.
        sa.CheckConstraint("state NOT IN ('sent', 'acknowledged') OR next_due_at IS NOT NULL", name="climbs_on"),
        sa.CheckConstraint(
            "state <> 'acknowledged' OR (promised_by IS NOT NULL AND promise_ends_at IS NOT NULL)",
            name="promise_is_whole",
        ),
    )
    op.create_index(
        "ix_step_ups_next_due_at", "step_ups", ["next_due_at"], postgresql_where=sa.text("next_due_at IS NOT NULL")
    )
    op.create_index("ix_step_ups_team_id_state", "step_ups", ["team_id", "state"])
    op.create_index(
        "uq_step_ups_record_id_open", "step_ups", ["record_id"], unique=True, postgresql_where=sa.text(OPEN)
    )
    op.create_index("ix_step_ups_record_id_asked_at", "step_ups", ["record_id", "asked_at"])
    op.create_table(
        "step_up_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step_up_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("detail", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_step_up_events"),
        sa.ForeignKeyConstraint(["step_up_id"], ["step_ups.id"], name="fk_step_up_events_step_up_id"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_step_up_events_record_id"),
    )
    op.create_index("ix_step_up_events_step_up_id_at", "step_up_events", ["step_up_id", "at"])
    secure("step_ups", "step_ups", web="SELECT, INSERT, UPDATE", worker="SELECT, UPDATE", worker_rows=OPEN)
    secure("step_up_events", "step_ups", web="SELECT, INSERT", worker="SELECT, INSERT")


def downgrade() -> None:
    op.drop_table("step_up_events")
    op.drop_table("step_ups")
