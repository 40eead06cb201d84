"""Drafts: what a person has begun to write, kept for her alone when her session runs out.

The worker forgets them after seven days. It may see when that is, and neither whose a draft is nor what is in it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WORKER, secure_own

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_at", AT, nullable=False),
        sa.Column("forget_at", AT, nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_drafts"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_drafts_account_id"),
    )
    op.create_index("ix_drafts_forget_at", "drafts", ["forget_at"])
    secure_own("drafts", web="SELECT, INSERT, UPDATE, DELETE")
    op.execute(f"GRANT SELECT (forget_at), DELETE ON drafts TO {WORKER}")
    op.execute(f"CREATE POLICY drafts_{WORKER} ON drafts FOR ALL TO {WORKER} USING (true)")


def downgrade() -> None:
    op.drop_table("drafts")
