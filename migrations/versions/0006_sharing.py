"""Grants, invitations, and the functions by which the database itself decides who may see which record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER, secure

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

OWN_RECORD = f"""
    CREATE FUNCTION own_record() RETURNS uuid LANGUAGE sql STABLE {DEFINER} AS
    $$ SELECT r.id FROM records r WHERE r.account_id = acting_account() $$
"""

MY_TEAMS = f"""
    CREATE FUNCTION my_teams() RETURNS TABLE (team_id uuid, name text, role text) LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT m.team_id, t.name, m.role FROM memberships m JOIN teams t ON t.id = m.team_id
      WHERE m.account_id = acting_account() AND m.until_at IS NULL ORDER BY t.name, t.id
    $$
"""

# Three ways to see a record: it is one's own; one's team looks after it, and for most sections the person shared it
# with that team; or the person shared that section with this very account. An end that is set ends at once, even one
# in the future: better too early than too late.
# Every statement on record content asks this. In plpgsql its plan is kept as long as the connection lives: less than
# half the time of a function in SQL. A record may come up twice.
READABLE_RECORDS = f"""
    CREATE FUNCTION readable_records(section text) RETURNS SETOF uuid LANGUAGE plpgsql STABLE {DEFINER} AS $$
    DECLARE me uuid := acting_account();
    BEGIN
      RETURN QUERY
      SELECT r.id FROM records r WHERE r.account_id = me
      UNION ALL
      SELECT rt.record_id
      FROM memberships m JOIN record_teams rt ON rt.team_id = m.team_id AND rt.until_at IS NULL
      WHERE m.account_id = me AND m.until_at IS NULL
        AND (readable_records.section IN ('care', 'step_ups') OR EXISTS (
          SELECT FROM grants g WHERE g.record_id = rt.record_id AND g.team_id = rt.team_id
            AND g.section = readable_records.section AND g.until_at IS NULL AND g.decision = 'shared'))
      UNION ALL
      SELECT g.record_id FROM grants g
      WHERE g.account_id = me AND g.section = readable_records.section
        AND g.until_at IS NULL AND g.decision = 'shared';
    END $$
"""

# One round trip at the start of every request: is the session alive, whose is it, what may she be. A row that another
# request just holds is not waited for; the time of last use may be a minute old.
OPEN_SESSION = f"""
    CREATE FUNCTION open_session(token_hash bytea, at timestamptz, counts boolean) RETURNS jsonb
    LANGUAGE plpgsql {DEFINER} AS $$
    DECLARE held sessions;
    BEGIN
      SELECT s.* INTO held FROM sessions s
        WHERE s.token_hash = open_session.token_hash AND s.ended_at IS NULL
          AND s.ends_at > at AND s.last_seen_at > at - interval '30 minutes';
      IF NOT FOUND THEN RETURN NULL; END IF;
      IF counts AND held.last_seen_at <= at - interval '1 minute' THEN
        UPDATE sessions SET last_seen_at = at WHERE id = (
          SELECT s.id FROM sessions s WHERE s.id = held.id AND s.ended_at IS NULL FOR UPDATE SKIP LOCKED);
        held.last_seen_at := at;
      END IF;
      PERFORM set_config('waymark.account_id', held.account_id::text, true);
      RETURN jsonb_build_object(
        'id', held.id, 'account_id', held.account_id, 'signed_in_at', held.signed_in_at,
        'last_seen_at', held.last_seen_at, 'ends_at', held.ends_at,
        'record_id', (SELECT r.id FROM records r WHERE r.account_id = held.account_id),
        'teams', coalesce((
          SELECT jsonb_agg(jsonb_build_object('team_id', m.team_id, 'role', m.role) ORDER BY t.name, t.id)
          FROM memberships m JOIN teams t ON t.id = m.team_id
          WHERE m.account_id = held.account_id AND m.until_at IS NULL), '[]'::jsonb));
    END $$
"""

# Whoever holds the secret of an invitation is not known yet, so the table itself stays closed to her.
INVITATION_OF = f"""
    CREATE FUNCTION invitation_of(token_hash bytea, at timestamptz) RETURNS SETOF invitations
    LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT i.* FROM invitations i WHERE i.token_hash = invitation_of.token_hash
        AND i.used_at IS NULL AND i.ended_at IS NULL AND i.expires_at > at
    $$
"""
USE_INVITATION = f"""
    CREATE FUNCTION use_invitation(token_hash bytea, at timestamptz) RETURNS SETOF invitations
    LANGUAGE sql {DEFINER} AS $$
      UPDATE invitations i SET used_at = at WHERE i.token_hash = use_invitation.token_hash
        AND i.used_at IS NULL AND i.ended_at IS NULL AND i.expires_at > at RETURNING i.*
    $$
"""

FUNCTIONS = {
    "own_record()": OWN_RECORD,
    "my_teams()": MY_TEAMS,
    "readable_records(text)": READABLE_RECORDS,
    "open_session(bytea, timestamptz, boolean)": OPEN_SESSION,
    "invitation_of(bytea, timestamptz)": INVITATION_OF,
    "use_invitation(bytea, timestamptz)": USE_INVITATION,
}


def upgrade() -> None:
    _grants()
    _invitations()
    for signature, definition in FUNCTIONS.items():
        op.execute(definition)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {WEB}, {WORKER}")
    _protect_own_tables()
    _protect_care()
    op.execute(
        f"CREATE POLICY audit_entries_{WEB}_about ON audit_entries FOR SELECT TO {WEB} USING (record_id = own_record())"
    )


def _grants() -> None:
    op.create_table(
        "grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_grants_record_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_grants_team_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_grants_account_id"),
        sa.CheckConstraint("num_nonnulls(team_id, account_id) = 1", name="one_grantee"),
        sa.CheckConstraint("decision IN ('shared', 'not_shared')", name="decision"),
    )
    live = sa.text("until_at IS NULL")
    op.create_index(
        "uq_grants_live_team", "grants", ["record_id", "team_id", "section"], unique=True, postgresql_where=live
    )
    op.create_index(
        "uq_grants_live_account", "grants", ["account_id", "section", "record_id"], unique=True, postgresql_where=live
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("key_worker_id", sa.Uuid(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("identity_check", sa.Text(), nullable=False),
        sa.Column("preferred_name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_invitations_team_id"),
        sa.ForeignKeyConstraint(["key_worker_id"], ["accounts.id"], name="fk_invitations_key_worker_id"),
        sa.ForeignKeyConstraint(["invited_by"], ["accounts.id"], name="fk_invitations_invited_by"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
        sa.CheckConstraint("identity_check IN ('known_to_me', 'saw_document')", name="identity_check"),
    )
    op.create_index("ix_invitations_team_id_created_at", "invitations", ["team_id", "created_at"])


def _protect_own_tables() -> None:
    # What she decided is hers to see: her team learns what it may read, never what she kept back.
    _own("grants", "SELECT, INSERT, UPDATE", "record_id = own_record()")
    _own("invitations", "SELECT, INSERT, UPDATE", "team_id IN (SELECT t.team_id FROM my_teams() t)")
    for table in ("grants", "invitations"):
        op.execute(
            f"CREATE POLICY {table}_stay_ended ON {table} AS RESTRICTIVE FOR UPDATE TO {WEB} "
            f"USING ({'until_at' if table == 'grants' else 'ended_at'} IS NULL) WITH CHECK (true)"
        )


def _own(table: str, privileges: str, condition: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT {privileges} ON {table} TO {WEB}")
    op.execute(f"CREATE POLICY {table}_{WEB} ON {table} FOR ALL TO {WEB} USING ({condition}) WITH CHECK ({condition})")


def _protect_care() -> None:
    secure("records", "care", web="SELECT", worker="SELECT", key="id")
    secure("record_teams", "care", web="SELECT", worker="SELECT")
    secure("key_workers", "care", web="SELECT, INSERT, UPDATE", worker="SELECT")


def downgrade() -> None:
    op.execute(f"DROP POLICY audit_entries_{WEB}_about ON audit_entries")
    for table in ("records", "record_teams", "key_workers"):
        for role in (WEB, WORKER):
            op.execute(f"DROP POLICY {table}_{role} ON {table}")
            op.execute(f"REVOKE ALL ON {table} FROM {role}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in ("grants", "invitations"):
        op.execute(f"DROP POLICY {table}_stay_ended ON {table}")
        op.execute(f"DROP POLICY {table}_{WEB} ON {table}")
    for signature in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {signature}")
    op.drop_table("invitations")
    op.drop_table("grants")
