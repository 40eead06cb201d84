"""Signing in by a provider: identities, starts that are under way, proofs that belong to nobody yet, notices of signing out.

Before anybody is signed in, a row belongs to the browser that began it: policies ask for the fingerprint of that browser's own
secret, which a request sets for its transaction as it sets the acting account.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER, grant, secure_own

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

FUNCTIONS = {
    # Who is signing in is not known before: this says whose an identity is, and nothing else.
    "account_of_identity(bytea)": f"""
        CREATE FUNCTION account_of_identity(subject bytea) RETURNS uuid LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT i.account_id FROM identities i WHERE i.subject_fingerprint = subject
        $$
    """,
    # A start whose way back comes up in another browser is spoilt: somebody may be passing theirs on, or has read hers.
    "spoil_openid_attempt(bytea, timestamptz)": f"""
        CREATE FUNCTION spoil_openid_attempt(state bytea, moment timestamptz) RETURNS text LANGUAGE sql {DEFINER} AS $$
          DELETE FROM openid_attempts a WHERE a.state_hash = state AND a.expires_at > moment RETURNING a.provider
        $$
    """,
    # False when this notice was taken before. Whoever signs in by the same identity just now waits, or is waited for.
    "take_logout(bytea, bytea, bytea, timestamptz, timestamptz)": f"""
        CREATE FUNCTION take_logout(jti bytea, subject bytea, sid bytea, moment timestamptz, until timestamptz)
        RETURNS boolean LANGUAGE plpgsql {DEFINER} AS $$
        BEGIN
          PERFORM wait_for_identity(subject, sid);
          INSERT INTO logout_jtis (jti_fingerprint, subject_fingerprint, sid_fingerprint, taken_at, expires_at)
            VALUES (jti, CASE WHEN sid IS NULL THEN subject END, sid, moment, until) ON CONFLICT DO NOTHING;
          RETURN FOUND;
        END $$
    """,
    # With a session of the provider's only what began by that, else all that began by the identity. `everything`: also what
    # its account began otherwise, for staff who may come by their provider alone.
    "end_sessions_of_identity(bytea, bytea, boolean, timestamptz)": f"""
        CREATE FUNCTION end_sessions_of_identity(subject bytea, sid bytea, everything boolean, moment timestamptz)
        RETURNS TABLE (account_id uuid, session_id uuid) LANGUAGE sql {DEFINER} AS $$
          WITH meant AS (
            SELECT b.session_id, b.account_id FROM identity_sessions b JOIN identities i ON i.id = b.identity_id
            WHERE (subject IS NULL OR i.subject_fingerprint = subject) AND (sid IS NULL OR b.sid_fingerprint = sid)
              AND (subject IS NOT NULL OR sid IS NOT NULL)
          ), whose AS (
            SELECT m.account_id FROM meant m
            UNION SELECT i.account_id FROM identities i WHERE i.subject_fingerprint = subject
          )
          UPDATE sessions s SET ended_at = moment
          WHERE s.ended_at IS NULL AND (
            s.id IN (SELECT m.session_id FROM meant m)
            OR (everything AND s.account_id IN (SELECT w.account_id FROM whose w)
              AND NOT EXISTS (SELECT FROM identity_sessions b WHERE b.session_id = s.id)))
          RETURNING s.account_id, s.id
        $$
    """,
    # Whether the provider has said, since she set out, that she signed out there. Until the end of the transaction nobody
    # else may say so: either the notice finds the new session, or she is found by the notice.
    "was_logged_out(bytea, bytea, timestamptz)": f"""
        CREATE FUNCTION was_logged_out(subject bytea, sid bytea, since timestamptz) RETURNS boolean
        LANGUAGE plpgsql {DEFINER} AS $$
        BEGIN
          PERFORM wait_for_identity(subject, sid);
          RETURN EXISTS (SELECT FROM logout_jtis j
            WHERE j.sid_fingerprint = sid OR (j.subject_fingerprint = subject AND j.taken_at >= since));
        END $$
    """,
}
PLAIN = {
    "acting_browser()": """
        CREATE FUNCTION acting_browser() RETURNS bytea LANGUAGE sql STABLE AS
        $$ SELECT decode(NULLIF(current_setting('waymark.browser', true), ''), 'hex') $$
    """,
    "wait_for_identity(bytea, bytea)": """
        CREATE FUNCTION wait_for_identity(subject bytea, sid bytea) RETURNS void LANGUAGE sql AS $$
          SELECT pg_advisory_xact_lock(n) FROM unnest(ARRAY[
            hashtextextended(encode(subject, 'hex'), 20), hashtextextended(encode(sid, 'hex'), 20)]) AS n
          WHERE n IS NOT NULL ORDER BY n
        $$
    """,
}


def upgrade() -> None:
    for definition in PLAIN.values():
        op.execute(definition)
    _identities()
    _identity_sessions()
    _attempts()
    _pending()
    _logouts()
    for name, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {WEB}")


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject_fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("subject_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("last_used_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_identities"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_identities_account_id"),
        # The fingerprint covers the issuer, so that a subject counts with its issuer only.
        sa.UniqueConstraint("subject_fingerprint", name="uq_identities_subject_fingerprint"),
        sa.UniqueConstraint("account_id", "issuer", name="uq_identities_account_id_issuer"),
    )
    secure_own("identities", web="SELECT, INSERT, UPDATE, DELETE")


def _identity_sessions() -> None:
    op.create_table(
        "identity_sessions",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sid_fingerprint", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("session_id", name="pk_identity_sessions"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_identity_sessions_session_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["identities.id"], name="fk_identity_sessions_identity_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_identity_sessions_account_id"),
    )
    op.create_index("ix_identity_sessions_identity_id", "identity_sessions", ["identity_id"])
    op.create_index("ix_identity_sessions_sid_fingerprint", "identity_sessions", ["sid_fingerprint"])
    secure_own("identity_sessions", web="SELECT, INSERT")


def _attempts() -> None:
    op.create_table(
        "openid_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_openid_attempts"),
        sa.UniqueConstraint("state_hash", name="uq_openid_attempts_state_hash"),
    )
    op.create_index("ix_openid_attempts_expires_at", "openid_attempts", ["expires_at"])
    _secure_by_browser("openid_attempts")


def _pending() -> None:
    op.create_table(
        "pending_identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pending_identities"),
        # One at a time for each browser: the newer proof takes the place of the older.
        sa.UniqueConstraint("browser_hash", name="uq_pending_identities_browser_hash"),
    )
    op.create_index("ix_pending_identities_expires_at", "pending_identities", ["expires_at"])
    _secure_by_browser("pending_identities")


def _secure_by_browser(table: str) -> None:
    """Only the browser that brings the secret meets its rows; the worker forgets them."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT, INSERT, DELETE ON {table} TO {WEB}")
    op.execute(
        f"CREATE POLICY {table}_{WEB} ON {table} FOR ALL TO {WEB} "
        "USING (browser_hash = acting_browser()) WITH CHECK (browser_hash = acting_browser())"
    )
    op.execute(f"GRANT SELECT (id, expires_at), DELETE ON {table} TO {WORKER}")
    op.execute(f"CREATE POLICY {table}_{WORKER} ON {table} FOR ALL TO {WORKER} USING (true)")


def _logouts() -> None:
    op.create_table(
        "logout_jtis",
        sa.Column("jti_fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("subject_fingerprint", sa.LargeBinary(), nullable=True),
        sa.Column("sid_fingerprint", sa.LargeBinary(), nullable=True),
        sa.Column("taken_at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("jti_fingerprint", name="pk_logout_jtis"),
    )
    op.create_index("ix_logout_jtis_subject_fingerprint", "logout_jtis", ["subject_fingerprint"])
    op.create_index("ix_logout_jtis_sid_fingerprint", "logout_jtis", ["sid_fingerprint"])
    grant("logout_jtis", worker="SELECT, DELETE")


def downgrade() -> None:
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}")
    for table in ("logout_jtis", "pending_identities", "openid_attempts", "identity_sessions", "identities"):
        op.drop_table(table)
    for name in PLAIN:
        op.execute(f"DROP FUNCTION {name}")
