"""Organisations, teams with hours and closures, memberships; records, their team and their key worker."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, grant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE = sa.text("until_at IS NULL")

# A record cannot be opened under its own policy: until the row is there, nobody may see it. This function makes the
# record, its team and its key worker in one go, and nothing else; the caller seals the name beforehand.
OPEN_RECORD_NAME = "open_record(uuid, uuid, bytea, uuid, uuid, uuid, uuid, timestamptz)"
OPEN_RECORD = """
    CREATE FUNCTION open_record(
      record uuid, account uuid, name bytea, link uuid, team uuid, thread uuid, key_worker uuid, at timestamptz
    ) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      INSERT INTO records (id, account_id, created_at, preferred_name_sealed) VALUES (record, account, at, name);
      INSERT INTO key_workers (id, record_id, account_id, from_at) VALUES (thread, record, key_worker, at);
      INSERT INTO record_teams (id, record_id, team_id, from_at) VALUES (link, record, team, at);
    $$
"""

# Checked at commit, so that one key worker can hand over to the next within a transaction. It looks as the owner, since
# whoever commits may not see the rows.
ALWAYS_A_KEY_WORKER = """
    CREATE FUNCTION check_key_worker() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE concerned uuid;
    BEGIN
      concerned := CASE TG_OP WHEN 'DELETE' THEN OLD.record_id ELSE NEW.record_id END;
      IF EXISTS (SELECT 1 FROM record_teams WHERE record_id = concerned AND until_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM key_workers WHERE record_id = concerned AND until_at IS NULL) THEN
        RAISE EXCEPTION 'A record with a team has no key worker.' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NULL;
    END $$
"""


def upgrade() -> None:
    _make_organisations()
    _make_teams()
    _make_memberships()
    _make_records()
    _make_record_teams()
    _make_key_workers()
    op.execute(OPEN_RECORD)
    op.execute(f"REVOKE EXECUTE ON FUNCTION {OPEN_RECORD_NAME} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {OPEN_RECORD_NAME} TO {WEB}")
    op.execute(ALWAYS_A_KEY_WORKER)
    for table in ("record_teams", "key_workers"):
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_always_a_key_worker AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_key_worker()"
        )
    # Who works where is no record content, and requests only read it: whoever writes memberships could see records.
    for table in ("organisations", "teams", "team_hours", "team_closures", "memberships"):
        grant(table, web="SELECT", worker="SELECT")


def _make_organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
        sa.ForeignKeyConstraint(["parent_id"], ["organisations.id"], name="fk_organisations_parent_id"),
    )


def _make_teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("out_of_hours_words", sa.Text(), nullable=False),
        sa.Column("out_of_hours_call", sa.Text(), nullable=True),
        sa.Column("keeps_bank_holidays", sa.Boolean(), nullable=False),
        sa.Column("first_wait_minutes", sa.Integer(), nullable=False),
        sa.Column("next_wait_minutes", sa.Integer(), nullable=False),
        sa.Column("repeat_minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name="fk_teams_organisation_id"),
        sa.CheckConstraint("first_wait_minutes > 0 AND next_wait_minutes > 0 AND repeat_minutes > 0", name="waits"),
    )
    op.create_table(
        "team_hours",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "weekday", "opens", name="pk_team_hours"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_team_hours_team_id"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    )
    op.create_table(
        "team_closures",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "on_date", name="pk_team_closures"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_team_closures_team_id"),
    )


def _make_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_memberships_team_id"),
        sa.CheckConstraint("role IN ('worker', 'duty', 'lead', 'peer')", name="role"),
    )
    live = "uq_memberships_account_id_team_id_live"
    op.create_index(live, "memberships", ["account_id", "team_id"], unique=True, postgresql_where=LIVE)
    op.create_index("ix_memberships_team_id", "memberships", ["team_id"])


def _make_records() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("preferred_name_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
    )
    op.create_index("uq_records_account_id", "records", ["account_id"], unique=True)


def _make_record_teams() -> None:
    op.create_table(
        "record_teams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_record_teams"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_record_teams_record_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_record_teams_team_id"),
    )
    live = "uq_record_teams_record_id_live"
    op.create_index(live, "record_teams", ["record_id"], unique=True, postgresql_where=LIVE)
    op.create_index("ix_record_teams_team_id", "record_teams", ["team_id"])


def _make_key_workers() -> None:
    op.create_table(
        "key_workers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_key_workers"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_key_workers_record_id"),
    )
    live = "uq_key_workers_record_id_live"
    op.create_index(live, "key_workers", ["record_id"], unique=True, postgresql_where=LIVE)
    op.create_index("ix_key_workers_account_id", "key_workers", ["account_id"])


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {OPEN_RECORD_NAME}")
    for table in ("key_workers", "record_teams", "records"):
        op.drop_table(table)
    op.execute("DROP FUNCTION check_key_worker()")
    for table in ("memberships", "team_closures", "team_hours", "teams", "organisations"):
        op.drop_table(table)
