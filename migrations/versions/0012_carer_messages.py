"""What carers tell a team: under a key of its own, apart from any record; some of it in confidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MY_TEAM = """EXISTS (SELECT FROM memberships m
    WHERE m.team_id = carer_messages.team_id AND m.account_id = acting_account() AND m.until_at IS NULL)"""
# What was said in confidence is never for the person whom it is about, also where they work in that team themselves.
FOR_TEAM = f"({MY_TEAM}) AND NOT (in_confidence AND coalesce(record_id = own_record(), false))"
FOR_PERSON = "record_id = own_record() AND NOT in_confidence"
# Anybody may tell a team something; a row with a record comes from somebody whom its person trusts, by name.
MAY_WRITE = """
    CASE WHEN account_id IS NULL THEN record_id IS NULL
    ELSE account_id = acting_account() AND EXISTS (SELECT FROM trusted_people t
      WHERE t.id = carer_messages.trusted_person_id AND t.record_id = carer_messages.record_id
        AND t.account_id = acting_account() AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL) END
"""
SEEN = "EXISTS (SELECT FROM carer_messages c WHERE c.id = message_id)"
READER = """account_id = acting_account() AND EXISTS (SELECT FROM carer_messages c
    JOIN memberships m ON m.team_id = c.team_id AND m.account_id = acting_account() AND m.until_at IS NULL
    WHERE c.id = message_id)"""


def upgrade() -> None:
    _messages()
    _reads()


def _messages() -> None:
    op.create_table(
        "carer_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("trusted_person_id", sa.Uuid(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("in_confidence", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sender_name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sender_contact_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_carer_messages"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_carer_messages_team_id"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_carer_messages_record_id"),
        sa.ForeignKeyConstraint(
            ["trusted_person_id"], ["trusted_people.id"], name="fk_carer_messages_trusted_person_id"
        ),
        sa.CheckConstraint(
            "(account_id IS NULL) = (record_id IS NULL) AND (account_id IS NULL) = (trusted_person_id IS NULL)"
            " AND (account_id IS NULL) = (sender_name_sealed IS NOT NULL)",
            name="from_somebody",
        ),
    )
    op.create_index("ix_carer_messages_team_id_at", "carer_messages", ["team_id", "at"])
    op.create_index("ix_carer_messages_record_id", "carer_messages", ["record_id"])
    op.create_index("ix_carer_messages_account_id", "carer_messages", ["account_id"])
    op.execute("ALTER TABLE carer_messages ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT, INSERT ON carer_messages TO {WEB}")
    sees = f"account_id = acting_account() OR ({FOR_TEAM}) OR ({FOR_PERSON})"
    op.execute(f"CREATE POLICY carer_messages_{WEB}_select ON carer_messages FOR SELECT TO {WEB} USING ({sees})")
    op.execute(
        f"CREATE POLICY carer_messages_{WEB}_insert ON carer_messages FOR INSERT TO {WEB} WITH CHECK ({MAY_WRITE})"
    )


def _reads() -> None:
    op.create_table(
        "carer_message_reads",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "account_id", name="pk_carer_message_reads"),
        sa.ForeignKeyConstraint(["message_id"], ["carer_messages.id"], name="fk_carer_message_reads_message_id"),
    )
    op.execute("ALTER TABLE carer_message_reads ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT, INSERT ON carer_message_reads TO {WEB}")
    op.execute(
        f"CREATE POLICY carer_message_reads_{WEB}_select ON carer_message_reads FOR SELECT TO {WEB} USING ({SEEN})"
    )
    op.execute(
        f"CREATE POLICY carer_message_reads_{WEB}_insert ON carer_message_reads FOR INSERT TO {WEB} WITH CHECK ({READER})"
    )


def downgrade() -> None:
    op.drop_table("carer_message_reads")
    op.drop_table("carer_messages")
