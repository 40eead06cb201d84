"""Getting in with NHS login: NHS numbers at records and invitations, who waits to be let in, and questions for a team.

A number is written by these functions alone: requests cannot change a record. Who holds a number is told by id, as with contacts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
OF_MY_TEAM = "team_id IN (SELECT t.team_id FROM my_teams() t)"

FUNCTIONS = {
    "holder_of_nhs_number(bytea)": f"""
        CREATE FUNCTION holder_of_nhs_number(fingerprint bytea)
        RETURNS TABLE (record_id uuid, account_id uuid, is_open boolean) LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT r.id, r.account_id, a.closed_at IS NULL FROM records r JOIN accounts a ON a.id = r.account_id
          WHERE r.nhs_number_index = fingerprint
        $$
    """,
    # Her own, once; after that, and where it is wrong, a worker of her team.
    "set_nhs_number(uuid, bytea, bytea, text)": f"""
        CREATE FUNCTION set_nhs_number(record uuid, sealed bytea, fingerprint bytea, came_from text) RETURNS text
        LANGUAGE plpgsql {DEFINER} AS $$
        BEGIN
          IF NOT EXISTS (SELECT FROM records r
              WHERE r.id = record AND r.account_id = acting_account() AND r.nhs_number_index IS NULL)
            AND NOT EXISTS (SELECT FROM record_teams rt JOIN memberships m ON m.team_id = rt.team_id AND m.until_at IS NULL
              WHERE rt.record_id = record AND rt.until_at IS NULL AND m.account_id = acting_account())
          THEN
            RETURN 'refused';
          END IF;
          UPDATE records r SET nhs_number_sealed = sealed, nhs_number_index = fingerprint, nhs_number_from = came_from
            WHERE r.id = record;
          RETURN 'set';
        EXCEPTION WHEN unique_violation THEN
          RETURN 'taken';
        END $$
    """,
    # Whoever holds an invitation's secret joins by it, and so may make it useless too.
    "end_offered_invitation(bytea, timestamptz)": f"""
        CREATE FUNCTION end_offered_invitation(secret bytea, moment timestamptz) RETURNS SETOF uuid
        LANGUAGE sql {DEFINER} AS $$
          UPDATE invitations i SET ended_at = moment
          WHERE i.token_hash = secret AND i.used_at IS NULL AND i.ended_at IS NULL RETURNING i.id
        $$
    """,
    "arrive(uuid, bytea, text, bytea, text, timestamptz)": f"""
        CREATE FUNCTION arrive(arrival uuid, secret bytea, provider text, subject bytea, level text, moment timestamptz)
        RETURNS SETOF arrivals LANGUAGE sql {DEFINER} AS $$
          INSERT INTO arrivals (id, invitation_id, team_id, account_id, provider, subject_index, level, at)
          SELECT arrival, u.id, u.team_id, acting_account(), provider, subject, level, moment
          FROM use_invitation(secret, moment) u RETURNING *
        $$
    """,
    # Which team is asked follows from what it is about. A question that nobody has answered yet is not asked again.
    "ask_about_identity(uuid, text, text, uuid, uuid, timestamptz)": f"""
        CREATE FUNCTION ask_about_identity(
          question uuid, kind text, provider text, invitation uuid, record uuid, moment timestamptz
        ) RETURNS SETOF identity_questions LANGUAGE sql {DEFINER} AS $$
          INSERT INTO identity_questions (id, team_id, kind, provider, invitation_id, record_id, at)
          SELECT question, asked.team_id, kind, provider, invitation, record, moment
          FROM (
            SELECT i.team_id FROM invitations i WHERE i.id = invitation
            UNION ALL SELECT rt.team_id FROM record_teams rt WHERE rt.record_id = record AND rt.until_at IS NULL
          ) asked ON CONFLICT DO NOTHING RETURNING *
        $$
    """,
}


def upgrade() -> None:
    _number_records()
    op.add_column("invitations", sa.Column("nhs_number_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("invitations", sa.Column("nhs_number_index", sa.LargeBinary(), nullable=True))
    _arrivals()
    _questions()
    for name, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {WEB}")


def _number_records() -> None:
    op.add_column("records", sa.Column("nhs_number_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("records", sa.Column("nhs_number_index", sa.LargeBinary(), nullable=True))
    op.add_column("records", sa.Column("nhs_number_from", sa.Text(), nullable=True))
    # The table holds one small row for each person, so its lock is short.
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        "ALTER TABLE records ADD CONSTRAINT ck_records_nhs_number_from"
        " CHECK (nhs_number_from IN ('provider', 'worker', 'invitation'))"
    )
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        "CREATE UNIQUE INDEX uq_records_nhs_number_index ON records (nhs_number_index)"
    )


def _arrivals() -> None:
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("subject_index", sa.LargeBinary(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("reminded_at", AT, nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("identity_check", sa.Text(), nullable=True),
        sa.Column("decided_at", AT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitations.id"], name="fk_arrivals_invitation_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_arrivals_team_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_arrivals_account_id"),
        sa.UniqueConstraint("invitation_id", name="uq_arrivals_invitation_id"),
        sa.CheckConstraint("decision IN ('confirmed', 'refused')", name="decision"),
        sa.CheckConstraint("num_nonnulls(decision, decided_at, decided_by) IN (0, 3)", name="decided"),
        sa.CheckConstraint(
            "(identity_check IS NOT NULL) = (decision IS NOT DISTINCT FROM 'confirmed')", name="checked"
        ),
        sa.CheckConstraint("identity_check IN ('known_to_me', 'saw_document')", name="identity_check"),
    )
    op.create_index("ix_arrivals_account_id", "arrivals", ["account_id"])
    op.create_index(
        "uq_arrivals_waiting",
        "arrivals",
        ["team_id", "account_id"],
        unique=True,
        postgresql_where=sa.text("decision IS NULL"),
    )
    op.execute("ALTER TABLE arrivals ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT, UPDATE (decision, identity_check, decided_at, decided_by) ON arrivals TO {WEB}")
    op.execute(
        f"CREATE POLICY arrivals_{WEB}_select ON arrivals FOR SELECT TO {WEB}"
        f" USING (account_id = acting_account() OR {OF_MY_TEAM})"
    )
    # A decision is made once, by somebody of the team, and by nobody about herself.
    op.execute(
        f"CREATE POLICY arrivals_{WEB}_update ON arrivals FOR UPDATE TO {WEB}"
        f" USING ({OF_MY_TEAM} AND decision IS NULL AND account_id <> acting_account())"
        f" WITH CHECK ({OF_MY_TEAM} AND decided_by = acting_account())"
    )
    op.execute(f"GRANT SELECT, UPDATE (reminded_at) ON arrivals TO {WORKER}")
    op.execute(f"CREATE POLICY arrivals_{WORKER} ON arrivals FOR ALL TO {WORKER} USING (true) WITH CHECK (true)")


def _questions() -> None:
    op.create_table(
        "identity_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("done_at", AT, nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_identity_questions"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_identity_questions_team_id"),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitations.id"], name="fk_identity_questions_invitation_id"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_identity_questions_record_id"),
        sa.CheckConstraint("kind IN ('number_differs', 'number_taken', 'number_wrong', 'other_login')", name="kind"),
        sa.CheckConstraint("num_nonnulls(invitation_id, record_id) = 1", name="about_one"),
        sa.CheckConstraint("num_nonnulls(done_at, done_by) IN (0, 2)", name="done"),
    )
    op.create_index("ix_identity_questions_team_id", "identity_questions", ["team_id"])
    open_ones = sa.text("done_at IS NULL")
    for about in ("invitation_id", "record_id"):
        op.create_index(
            f"uq_identity_questions_open_{about}",
            "identity_questions",
            [about, "kind"],
            unique=True,
            postgresql_where=open_ones,
        )
    op.execute("ALTER TABLE identity_questions ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT, UPDATE (done_at, done_by) ON identity_questions TO {WEB}")
    op.execute(
        f"CREATE POLICY identity_questions_{WEB}_select ON identity_questions FOR SELECT TO {WEB} USING ({OF_MY_TEAM})"
    )
    op.execute(
        f"CREATE POLICY identity_questions_{WEB}_update ON identity_questions FOR UPDATE TO {WEB}"
        f" USING ({OF_MY_TEAM} AND done_at IS NULL) WITH CHECK ({OF_MY_TEAM} AND done_by = acting_account())"
    )


def downgrade() -> None:
    for name in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {name}")
    op.drop_table("identity_questions")
    op.drop_table("arrivals")
    for column in ("nhs_number_index", "nhs_number_sealed"):
        op.drop_column("invitations", column)
    for column in ("nhs_number_from", "nhs_number_index", "nhs_number_sealed"):
        op.drop_column("records", column)
