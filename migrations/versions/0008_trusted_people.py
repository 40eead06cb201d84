"""People whom a person trusts, what she lets them see, stopping it all, and break-glass; one place decides who may do what.

`WAYS` is that place. All functions are made from it, so that they cannot drift apart: one about many records at once, for
lists, and the others about a single one, for everything else.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER, grant, protect, secure, unprotect

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
LIVE = sa.text("until_at IS NULL")

# Levels: 1 see, 2 see and add, 3 change too. A grant that only counts while a request is open asks for one each time, so
# that nothing has to be switched off when it closes. Requests and the fact of being looked after are the team's by what
# they are; a carer always meets the name of who invited them, so that a list never tells that sharing has stopped.
WAYS = (
    """
      SELECT r.id AS record_id, 'own' AS way, 3 AS level, NULL::uuid AS through
      FROM records r WHERE r.account_id = me {and_r}
    """,
    """
      SELECT rt.record_id, 'team', 3, rt.team_id
      FROM memberships m JOIN record_teams rt ON rt.team_id = m.team_id AND rt.until_at IS NULL {and_rt}
      WHERE m.account_id = me AND m.until_at IS NULL AND {wanted} IN ('care', 'step_ups')
    """,
    """
      SELECT rt.record_id, 'team', CASE WHEN g.may_add THEN 3 ELSE 1 END, rt.team_id
      FROM memberships m JOIN record_teams rt ON rt.team_id = m.team_id AND rt.until_at IS NULL {and_rt}
        JOIN grants g ON g.record_id = rt.record_id AND g.team_id = rt.team_id AND g.section = {wanted}
      WHERE m.account_id = me AND m.until_at IS NULL AND {live}
    """,
    """
      SELECT g.record_id, 'trusted', CASE WHEN g.may_add THEN 2 ELSE 1 END, t.id
      FROM trusted_people t JOIN grants g ON g.trusted_person_id = t.id AND g.section = {wanted} {and_g}
      WHERE t.account_id = me AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL AND {live}
    """,
    """
      SELECT t.record_id, 'trusted', 1, t.id
      FROM trusted_people t
      WHERE t.account_id = me AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL AND {wanted} = 'care' {and_t}
    """,
    """
      SELECT b.record_id, 'break_glass', 1, b.id
      FROM break_glass b
      WHERE b.account_id = me AND b.session_id = acting_session() AND b.ended_at IS NULL AND b.ends_at > acting_at()
        AND {wanted} IN ('care', 'about_me', 'safety_plan', 'step_ups') {and_b}
        AND EXISTS (SELECT FROM memberships m WHERE m.account_id = me AND m.until_at IS NULL)
    """,
)
LIVE_GRANT = """g.until_at IS NULL AND g.decision = 'shared'
        AND (g.starts_at IS NULL OR g.starts_at <= acting_at()) AND (g.ends_at IS NULL OR g.ends_at > acting_at())
        AND (NOT g.only_while_open OR EXISTS (SELECT FROM step_ups s
          WHERE s.record_id = g.record_id AND s.state NOT IN ('closed', 'withdrawn')))
        AND NOT EXISTS (SELECT FROM sharing_stops p
          WHERE p.record_id = g.record_id AND p.undone_at IS NULL AND p.finished_at IS NULL)"""
TABLES_IN_WAYS = {"r": "r.id", "rt": "rt.record_id", "g": "g.record_id", "t": "t.record_id", "b": "b.record_id"}


def _ways(wanted: str, narrowed_to: str = "") -> list[str]:
    narrowed = {f"and_{name}": narrowed_to.format(key) for name, key in TABLES_IN_WAYS.items()}
    return [way.format(live=LIVE_GRANT, wanted=wanted, **narrowed) for way in WAYS]


def _any_of(ways: list[str], what: str) -> str:
    return f"SELECT {what} FROM ({' UNION ALL '.join(ways)}) w"


def _function(signature: str, returns: str, body: str) -> str:
    # In plpgsql, plans are kept as long as the connection lives.
    return f"""
        CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE plpgsql STABLE {DEFINER} AS $$
        #variable_conflict use_column
        DECLARE me uuid := acting_account(); listed uuid[] := acting_on();
        BEGIN {body} END $$
    """


ALL = _ways("readable_records.section")
SOME = _ways("readable_records.section", "AND {} = ANY (listed)")
ONE = _ways("wanted", "AND {} = record")

FUNCTIONS = {
    # Of all records, or of those that a list is about.
    "readable_records(text)": _function(
        "readable_records(section text)",
        "SETOF uuid",
        f"IF listed IS NULL THEN RETURN QUERY {_any_of(ALL, 'w.record_id')};"
        f" ELSE RETURN QUERY {_any_of(SOME, 'w.record_id')}; END IF;",
    ),
    # One way after the other: the first is mostly the one, and a small question is quicker than a large one.
    "may_read(uuid, text)": _function(
        "may_read(record uuid, wanted text)",
        "boolean",
        " ".join(f"IF EXISTS ({way}) THEN RETURN true; END IF;" for way in ONE) + " RETURN false;",
    ),
    "access_to(uuid, text)": _function(
        "access_to(record uuid, wanted text)",
        "TABLE (way text, level integer, through uuid)",
        f"RETURN QUERY {_any_of(ONE, 'w.way, w.level, w.through')} ORDER BY w.level DESC, w.way LIMIT 1;",
    ),
    "access_level(uuid, text)": f"""
        CREATE FUNCTION access_level(record uuid, wanted text) RETURNS integer LANGUAGE sql STABLE {DEFINER} AS
        $$ SELECT coalesce((SELECT level FROM access_to(record, wanted)), 0) $$
    """,
}

# What a request says about itself besides who acts: which session, its instant, and whether it reads a list.
SETTINGS = {
    "acting_at()": """
        CREATE FUNCTION acting_at() RETURNS timestamptz LANGUAGE sql STABLE AS
        $$ SELECT coalesce(NULLIF(current_setting('waymark.at', true), '')::timestamptz, now()) $$
    """,
    "acting_session()": """
        CREATE FUNCTION acting_session() RETURNS uuid LANGUAGE sql STABLE AS
        $$ SELECT NULLIF(current_setting('waymark.session_id', true), '')::uuid $$
    """,
    # A list is read: about these records, or about all.
    "acting_on_many()": """
        CREATE FUNCTION acting_on_many() RETURNS boolean LANGUAGE sql STABLE AS
        $$ SELECT coalesce(current_setting('waymark.many', true), '') <> '' $$
    """,
    "acting_on()": """
        CREATE FUNCTION acting_on() RETURNS uuid[] LANGUAGE sql STABLE AS
        $$ SELECT NULLIF(NULLIF(current_setting('waymark.many', true), ''), 'all')::uuid[] $$
    """,
}

OPEN_SESSION = f"""
    CREATE OR REPLACE FUNCTION open_session(token_hash bytea, at timestamptz, counts boolean) RETURNS jsonb
    LANGUAGE plpgsql {DEFINER} AS $$
    DECLARE held sessions;
    BEGIN
      SELECT s.* INTO held FROM sessions s JOIN accounts a ON a.id = s.account_id AND a.closed_at IS NULL
        WHERE s.token_hash = open_session.token_hash AND s.ended_at IS NULL
          AND s.ends_at > at AND s.last_seen_at > at - interval '30 minutes';
      IF NOT FOUND THEN RETURN NULL; END IF;
      IF counts AND held.last_seen_at <= at - interval '1 minute' THEN
        UPDATE sessions SET last_seen_at = at WHERE id = (
          SELECT s.id FROM sessions s WHERE s.id = held.id AND s.ended_at IS NULL FOR UPDATE SKIP LOCKED);
        held.last_seen_at := at;
      END IF;
      PERFORM set_config('waymark.account_id', held.account_id::text, true),
        set_config('waymark.session_id', held.id::text, true), set_config('waymark.at', at::text, true),
        set_config('waymark.many', '', true);
      RETURN jsonb_build_object(
        'id', held.id, 'account_id', held.account_id, 'signed_in_at', held.signed_in_at,
        'last_seen_at', held.last_seen_at, 'ends_at', held.ends_at,
        'record_id', (SELECT r.id FROM records r WHERE r.account_id = held.account_id),
        'is_trusted', EXISTS (SELECT FROM trusted_people t
          WHERE t.account_id = held.account_id AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL),
        'teams', coalesce((
          SELECT jsonb_agg(jsonb_build_object('team_id', m.team_id, 'role', m.role) ORDER BY t.name, t.id)
          FROM memberships m JOIN teams t ON t.id = m.team_id
          WHERE m.account_id = held.account_id AND m.until_at IS NULL), '[]'::jsonb));
    END $$
"""

# Which tables hold which section, with the privileges that their own migrations gave.
PROTECTED = (
    ("records", "care", "SELECT", "id"),
    ("record_teams", "care", "SELECT", "record_id"),
    ("key_workers", "care", "SELECT, INSERT, UPDATE", "record_id"),
    ("step_ups", "step_ups", "SELECT, INSERT, UPDATE", "record_id"),
    ("step_up_events", "step_ups", "SELECT, INSERT", "record_id"),
)


def upgrade() -> None:
    for signature, definition in SETTINGS.items():
        op.execute(definition)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {WEB}, {WORKER}")
    op.add_column("accounts", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    _trusted_people()
    _grants()
    _stops()
    _break_glass()
    _withdrawals()
    for table, *_ in PROTECTED:
        op.execute(f"DROP POLICY {table}_{WEB} ON {table}")
    for signature, definition in FUNCTIONS.items():
        op.execute(definition)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {WEB}, {WORKER}")
    op.execute(OPEN_SESSION)
    for table, section, web, key in PROTECTED:
        protect(table, section, web=web, key=key)


def _trusted_people() -> None:
    op.create_table(
        "trusted_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("please_do_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("please_dont_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("contact_index", sa.LargeBinary(), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=True),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_trusted_people"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_trusted_people_record_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_trusted_people_account_id"),
        sa.UniqueConstraint("token_hash", name="uq_trusted_people_token_hash"),
        sa.CheckConstraint(
            "relation IN ('carer', 'partner', 'family', 'friend', 'advocate', 'worker', 'someone')", name="relation"
        ),
        sa.CheckConstraint("(accepted_at IS NULL) OR (account_id IS NOT NULL)", name="accepted_by_somebody"),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_how IS NULL) AND (ended_how IS NULL OR ended_how IN "
            "('removed', 'left', 'declined', 'expired', 'called_back', 'wrong_codes', 'closed'))",
            name="ended",
        ),
    )
    op.create_index("ix_trusted_people_record_id", "trusted_people", ["record_id"])
    op.create_index(
        "uq_trusted_people_live",
        "trusted_people",
        ["account_id", "record_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "trusted_person_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trusted_person_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trusted_person_events"),
        sa.ForeignKeyConstraint(
            ["trusted_person_id"], ["trusted_people.id"], name="fk_trusted_person_events_trusted_person_id"
        ),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_trusted_person_events_record_id"),
        sa.CheckConstraint(
            "kind IN ('invited', 'invited_again', 'accepted', 'declined', 'expired', 'called_back', 'wrong_codes', "
            "'changed', 'stopped', 'removed', 'left', 'reviewed', 'closed')",
            name="kind",
        ),
    )
    op.create_index(
        "ix_trusted_person_events_trusted_person_id_at", "trusted_person_events", ["trusted_person_id", "at"]
    )
    for table, privileges in (
        ("trusted_people", "SELECT, INSERT, UPDATE"),
        ("trusted_person_events", "SELECT, INSERT"),
    ):
        _own(table, privileges)
    # Whom she trusts meets their own row, and what was asked of them, while it lasts.
    op.execute(
        f"CREATE POLICY trusted_people_{WEB}_themselves ON trusted_people FOR SELECT TO {WEB} "
        "USING (account_id = acting_account() AND accepted_at IS NOT NULL AND ended_at IS NULL)"
    )
    op.execute(
        f"CREATE POLICY trusted_people_stay_ended ON trusted_people AS RESTRICTIVE FOR UPDATE TO {WEB} "
        "USING (ended_at IS NULL) WITH CHECK (true)"
    )


def _grants() -> None:
    # Grants to accounts were never given out. The table holds a few rows for each person, so its locks are short.
    _shortly("DROP INDEX uq_grants_live_account", "require-concurrent-index-deletion")
    _shortly("ALTER TABLE grants DROP CONSTRAINT ck_grants_one_grantee", "ban-drop-constraint")
    _shortly("ALTER TABLE grants DROP COLUMN account_id", "ban-drop-column")
    op.add_column("grants", sa.Column("trusted_person_id", sa.Uuid(), nullable=True))
    _shortly(
        "ALTER TABLE grants ADD CONSTRAINT fk_grants_trusted_person_id"
        " FOREIGN KEY (trusted_person_id) REFERENCES trusted_people (id)",
        "adding-foreign-key-constraint",
        "constraint-missing-not-valid",
    )
    _shortly(
        "ALTER TABLE grants ADD CONSTRAINT ck_grants_one_grantee CHECK (num_nonnulls(team_id, trusted_person_id) = 1)",
        "constraint-missing-not-valid",
    )
    op.add_column("grants", sa.Column("may_add", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("grants", sa.Column("only_while_open", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("grants", sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("grants", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    _shortly(
        "CREATE UNIQUE INDEX uq_grants_live_trusted_person ON grants (trusted_person_id, section) WHERE until_at IS NULL",
        "require-concurrent-index-creation",
    )


def _shortly(statement: str, *rules: str) -> None:
    """Locks a table for the moment that a few rows take; the linter would have it done in steps."""
    op.execute(f"-- squawk-ignore {', '.join(rules)}\n{statement}")


def _stops() -> None:
    op.create_table(
        "sharing_stops",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sharing_stops"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_sharing_stops_record_id"),
        sa.CheckConstraint("undone_at IS NULL OR finished_at IS NULL", name="one_end"),
    )
    op.create_index(
        "uq_sharing_stops_in_force",
        "sharing_stops",
        ["record_id"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL AND finished_at IS NULL"),
    )
    _own("sharing_stops", "SELECT, INSERT, UPDATE")


def _break_glass() -> None:
    op.create_table(
        "break_glass",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        # From when on the person may know. Unset: as long as a lead holds it back, or until they had their time to.
        sa.Column("tell_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("held_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("review_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("review_words_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_break_glass"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_break_glass_record_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_break_glass_team_id"),
        sa.CheckConstraint("ends_at <= began_at + interval '4 hours'", name="four_hours"),
        sa.CheckConstraint("(held_by IS NULL) = (held_reason_sealed IS NULL)", name="held_with_a_reason"),
        sa.CheckConstraint("outcome IN ('right', 'wrong', 'follow_up')", name="outcome"),
    )
    op.create_index("ix_break_glass_account_id_session_id", "break_glass", ["account_id", "session_id"])
    op.create_index("ix_break_glass_record_id", "break_glass", ["record_id"])
    op.execute("ALTER TABLE break_glass ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT ON break_glass TO {WEB}")
    op.execute(
        f"CREATE POLICY break_glass_{WEB} ON break_glass FOR SELECT TO {WEB} USING (account_id = acting_account() "
        "OR (record_id = own_record() AND tell_at <= acting_at()))"
    )


def _withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawals"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_withdrawals_record_id"),
        sa.CheckConstraint("kind IN ('grant', 'trusted_person', 'stop')", name="kind"),
    )
    op.create_index("ix_withdrawals_not_kept", "withdrawals", ["at"], postgresql_where=sa.text("kept_at IS NULL"))
    _own("withdrawals", "SELECT, INSERT")
    grant("withdrawals", worker="SELECT, UPDATE")
    op.execute(f"CREATE POLICY withdrawals_{WORKER} ON withdrawals FOR ALL TO {WORKER} USING (true) WITH CHECK (true)")


def _own(table: str, privileges: str) -> None:
    condition = "record_id = own_record()"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT {privileges} ON {table} TO {WEB}")
    op.execute(f"CREATE POLICY {table}_{WEB} ON {table} FOR ALL TO {WEB} USING ({condition}) WITH CHECK ({condition})")


def downgrade() -> None:
    first = runpy.run_path(str(Path(__file__).with_name("0006_sharing.py")))["FUNCTIONS"]
    for table, *_ in PROTECTED:
        unprotect(table)
    for signature in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {signature}")
    for signature in ("readable_records(text)", "open_session(bytea, timestamptz, boolean)"):
        op.execute(first[signature].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
        op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {WEB}, {WORKER}")
    for table, section, web, key in PROTECTED:
        secure(table, section, web=web, key=key)
    for table in ("withdrawals", "break_glass", "sharing_stops", "trusted_person_events"):
        op.drop_table(table)
    for signature in SETTINGS:
        op.execute(f"DROP FUNCTION {signature}")
    _restore_grants()
    op.drop_table("trusted_people")
    op.drop_column("accounts", "closed_at")


def _restore_grants() -> None:
    op.execute("DELETE FROM grants WHERE trusted_person_id IS NOT NULL")
    op.drop_index("uq_grants_live_trusted_person", table_name="grants")
    op.drop_constraint("one_grantee", "grants", type_="check")
    for column in ("trusted_person_id", "may_add", "only_while_open", "starts_at", "ends_at"):
        op.drop_column("grants", column)
    op.add_column("grants", sa.Column("account_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_grants_account_id", "grants", "accounts", ["account_id"], ["id"])
    op.create_check_constraint("one_grantee", "grants", "num_nonnulls(team_id, account_id) = 1")
    op.create_index(
        "uq_grants_live_account", "grants", ["account_id", "section", "record_id"], unique=True, postgresql_where=LIVE
    )
