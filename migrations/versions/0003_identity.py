"""Accounts, contacts, passkeys, challenges, one-time codes and sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER, grant, secure_own

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Who is signing in is not known before: these two say whose a contact or a passkey is, and nothing else.
LOOK_UPS = {
    "account_of_contact(fingerprint bytea)": """
        SELECT c.account_id FROM contacts c
        WHERE c.fingerprint = account_of_contact.fingerprint AND c.confirmed_at IS NOT NULL
    """,
    "account_of_passkey(credential_id bytea)": """
        SELECT p.account_id FROM passkeys p WHERE p.credential_id = account_of_passkey.credential_id
    """,
}


def upgrade() -> None:
    _accounts()
    _contacts()
    _passkeys()
    _challenges()
    _one_time_codes()
    _sessions()
    for signature, body in LOOK_UPS.items():
        op.execute(
            f"CREATE FUNCTION {signature} RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER "
            f"SET search_path = public, pg_temp AS $$ {body} $$"
        )
        name = signature.split("(")[0]
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name}(bytea) FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name}(bytea) TO {WEB}, {WORKER}")


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    grant("accounts", web="SELECT, INSERT", worker="SELECT")


def _contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_contacts_account_id"),
        sa.CheckConstraint("kind IN ('email', 'text')", name="kind"),
    )
    op.create_index("ix_contacts_account_id", "contacts", ["account_id"])
    op.create_index(
        "uq_contacts_confirmed", "contacts", ["fingerprint"], unique=True,
        postgresql_where=sa.text("confirmed_at IS NOT NULL"),
    )  # fmt: skip
    secure_own("contacts", web="SELECT, INSERT, UPDATE, DELETE", worker="SELECT, DELETE")


def _passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("is_synced", sa.Boolean(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_passkeys_account_id"),
        sa.UniqueConstraint("credential_id", name="uq_passkeys_credential_id"),
    )
    op.create_index("ix_passkeys_account_id", "passkeys", ["account_id"])
    secure_own("passkeys", web="SELECT, INSERT, UPDATE, DELETE")


def _challenges() -> None:
    op.create_table(
        "challenges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_challenges"),
    )
    op.create_index("ix_challenges_expires_at", "challenges", ["expires_at"])
    grant("challenges", web="SELECT, INSERT, DELETE", worker="SELECT, DELETE")


def _one_time_codes() -> None:
    op.create_table(
        "one_time_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_codes"),
        sa.UniqueConstraint("token_hash", name="uq_one_time_codes_token_hash"),
    )
    op.create_index("ix_one_time_codes_expires_at", "one_time_codes", ["expires_at"])
    grant("one_time_codes", web="SELECT, INSERT, DELETE", worker="SELECT, DELETE")


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sessions_account_id"),
        sa.UniqueConstraint("token_hash", name="uq_sessions_token_hash"),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    secure_own("sessions", web="SELECT, INSERT, UPDATE", worker="SELECT, DELETE")
    # An ended session stays ended, whatever a request in flight tries.
    op.execute(
        f"CREATE POLICY sessions_stay_ended ON sessions AS RESTRICTIVE FOR UPDATE TO {WEB} "
        "USING (ended_at IS NULL) WITH CHECK (true)"
    )


def downgrade() -> None:
    for name in ("account_of_passkey", "account_of_contact"):
        op.execute(f"DROP FUNCTION {name}(bytea)")
    for table in ("sessions", "one_time_codes", "challenges", "passkeys", "contacts", "accounts"):
        op.drop_table(table)
