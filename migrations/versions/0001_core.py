"""Who is acting, data keys and counted attempts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import grant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A request sets the acting account for its own transaction; unset or empty means nobody.
    op.execute("""
        CREATE FUNCTION acting_account() RETURNS uuid LANGUAGE sql STABLE AS
        $$ SELECT NULLIF(current_setting('waymark.account_id', true), '')::uuid $$
    """)
    op.create_table(
        "data_keys",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name="pk_data_keys"),
    )
    grant("data_keys", web="SELECT, INSERT", worker="SELECT")
    op.create_table(
        "attempts",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("window_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attempts"),
    )
    grant("attempts", web="SELECT, INSERT, UPDATE", worker="SELECT, DELETE")


def downgrade() -> None:
    op.drop_table("attempts")
    op.drop_table("data_keys")
    op.execute("DROP FUNCTION acting_account()")
