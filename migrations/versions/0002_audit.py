"""The audit: one table, append-only, hash-chained per record or account by the database itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.row_security import WEB, WORKER

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Each field goes in with its length before it, and an absent one as a length of -1, so that no two different rows give
# the same bytes.
HASH_FUNCTION = """
    CREATE FUNCTION audit_hash(previous bytea, e audit_entries) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
      SELECT sha256(previous || string_agg(
        coalesce(int4send(octet_length(part)) || part, int4send(-1)), ''::bytea ORDER BY place))
      FROM unnest(ARRAY[
        convert_to(e.id::text, 'UTF8'), convert_to(e.chain_id::text, 'UTF8'), int8send(e.seq),
        int8send((extract(epoch FROM e.at) * 1000000)::bigint), convert_to(e.action, 'UTF8'),
        convert_to(e.actor_id::text, 'UTF8'), convert_to(e.actor_kind, 'UTF8'),
        convert_to(e.actor_role, 'UTF8'), convert_to(e.team_id::text, 'UTF8'),
        convert_to(e.session_id::text, 'UTF8'), convert_to(e.record_id::text, 'UTF8'),
        convert_to(e.section, 'UTF8'), convert_to(e.subject_id::text, 'UTF8'),
        convert_to(e.how, 'UTF8'), convert_to(e.detail::text, 'UTF8')
      ]) WITH ORDINALITY AS parts(part, place)
    $$
"""

# The head's row lock puts the writers of one chain in a line; other chains are not held up.
CHAIN_FUNCTION = """
    CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE head audit_heads;
    BEGIN
      NEW.chain_id := coalesce(NEW.record_id, NEW.actor_id, '00000000-0000-0000-0000-000000000000');
      INSERT INTO audit_heads AS h (chain_id, seq, hash) VALUES (NEW.chain_id, 0, ''::bytea)
        ON CONFLICT (chain_id) DO UPDATE SET seq = h.seq RETURNING * INTO head;
      NEW.seq := head.seq + 1;
      NEW.hash := audit_hash(head.hash, NEW);
      UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE chain_id = NEW.chain_id;
      RETURN NEW;
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("chain_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("detail", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
        sa.UniqueConstraint("chain_id", "seq", name="uq_audit_entries_chain_id_seq"),
    )
    op.create_index("ix_audit_entries_record_id_at", "audit_entries", ["record_id", "at"])
    op.create_table(
        "audit_heads",
        sa.Column("chain_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain_id", name="pk_audit_heads"),
    )
    op.execute(HASH_FUNCTION)
    op.execute(CHAIN_FUNCTION)
    op.execute("CREATE TRIGGER audit_chain BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_chain()")
    # Everybody may write; an account reads what concerns its own record and what it did itself. Nobody changes anything.
    op.execute("ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY")
    for role in (WEB, WORKER):
        op.execute(f"GRANT SELECT, INSERT ON audit_entries TO {role}")
        op.execute(f"CREATE POLICY audit_entries_{role}_add ON audit_entries FOR INSERT TO {role} WITH CHECK (true)")
    op.execute(
        f"CREATE POLICY audit_entries_{WEB}_did ON audit_entries FOR SELECT TO {WEB} USING (actor_id = acting_account())"
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION audit_hash(bytea, audit_entries)")
    op.drop_table("audit_entries")
    op.execute("DROP FUNCTION audit_chain()")
    op.drop_table("audit_heads")
