"""The safety plan: its sections and their versions, what others suggest for it, photos, who agreed, and where it is kept.

Three things are held here and not only in Python. Only the person writes in her plan. Others meet what stands now, never what
stood there before. And a section that she keeps to herself, or shares with her team alone, is opened by no grant.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER, grant, narrow, protect, secure_own

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PLAN = "safety_plan"
AT = sa.DateTime(timezone=True)
# Asked once a statement: a sub-select without a reference to the row.
OWN = "record_id = (SELECT own_record())"
AS_THE_TEAM = f"reads_as_team(record_id, '{PLAN}')"
# A suggestion lies between the two of them until she answers it, and nobody is told what she declined.
ONES_SUGGESTION = "answer IS NULL AND account_id = (SELECT acting_account())"
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

# Whether somebody reads it as her team, or in an emergency, whatever else they are to her: a worker whom she also trusts as a
# friend, and lets do more as such, is no less her worker. Made from the one statement that decides about access.
ACCESS = runpy.run_path(str(Path(__file__).with_name("0008_trusted_people.py")))
READS_AS_TEAM = "reads_as_team(uuid, text)"
AS_TEAM = ACCESS["_function"](
    "reads_as_team(record uuid, wanted text)",
    "boolean",
    f"RETURN EXISTS ({ACCESS['_any_of'](ACCESS['ONE'], 'w.way')} WHERE w.way IN ('team', 'break_glass'));",
)

# Whether a phone may still keep the plan: asked by that phone with a secret of its own, also when nobody is signed in.
STANDS = f"""
    CREATE FUNCTION kept_plan_stands(secret_hash bytea, moment timestamptz) RETURNS uuid LANGUAGE plpgsql {DEFINER} AS $$
    DECLARE held kept_plans;
    BEGIN
      SELECT k.* INTO held FROM kept_plans k JOIN accounts a ON a.id = k.account_id AND a.closed_at IS NULL
        WHERE k.token_hash = secret_hash AND k.ended_at IS NULL;
      IF NOT FOUND THEN RETURN NULL; END IF;
      IF held.seen_at <= moment - interval '1 minute' THEN
        UPDATE kept_plans SET seen_at = moment WHERE id = held.id AND ended_at IS NULL;
      END IF;
      RETURN held.account_id;
    END $$
"""

# The phone itself says that it keeps nothing any more, by the same secret, also when nobody is signed in.
ENDED = f"""
    CREATE FUNCTION end_kept_plan(secret_hash bytea, moment timestamptz) RETURNS uuid LANGUAGE sql {DEFINER} AS $$
      UPDATE kept_plans SET ended_at = moment WHERE token_hash = secret_hash AND ended_at IS NULL RETURNING account_id
    $$
"""


def upgrade() -> None:
    op.execute(AS_TEAM)
    op.execute(f"REVOKE EXECUTE ON FUNCTION {READS_AS_TEAM} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {READS_AS_TEAM} TO {WEB}")
    _plan()
    _sections()
    _suggestions()
    _photos()
    _agreements()
    _kept()
    # The worker counts the days on which it has reminded the operator of old crisis numbers.
    grant("attempts", worker="INSERT, UPDATE")


def _plan() -> None:
    """One row a record, which is locked while something is saved; `version` counts the saves."""
    op.create_table(
        "safety_plans",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("record_id", name="pk_safety_plans"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_safety_plans_record_id"),
    )
    protect("safety_plans", PLAN, web="SELECT, INSERT, UPDATE")
    _hers_alone("safety_plans", "INSERT", "UPDATE")


def _sections() -> None:
    op.create_table(
        "safety_plan_sections",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "heading", name="pk_safety_plan_sections"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_safety_plan_sections_record_id"),
        sa.CheckConstraint("audience IN ('shared', 'team', 'mine')", name="audience"),
    )
    protect("safety_plan_sections", PLAN, web="SELECT, INSERT, UPDATE")
    narrow("safety_plan_sections", f"{OWN} OR audience = 'shared' OR (audience = 'team' AND {AS_THE_TEAM})")
    _hers_alone("safety_plan_sections", "INSERT", "UPDATE")
    op.create_table(
        "safety_plan_versions",
        *_of_record(
            "safety_plan_versions",
            heading=sa.Text(),
            version=sa.Integer(),
            plan_version=sa.Integer(),
            account_id=sa.Uuid(),
            save_id=sa.Uuid(),
            with_account_id=(sa.Uuid(),),
            at=AT,
            body_sealed=sa.LargeBinary(),
            from_plan_version=(sa.Integer(),),
        ),
        sa.UniqueConstraint(
            "record_id", "heading", "version", name="uq_safety_plan_versions_record_id_heading_version"
        ),
        sa.UniqueConstraint("save_id", "heading", name="uq_safety_plan_versions_save_id_heading"),
    )
    op.create_index("ix_safety_plan_versions_plan_version", "safety_plan_versions", ["record_id", "plan_version"])
    protect("safety_plan_versions", PLAN)
    # The policies of the sections hold in there: who does not meet the section does not meet its words.
    now = (
        "EXISTS (SELECT FROM safety_plan_sections s WHERE s.record_id = safety_plan_versions.record_id"
        " AND s.heading = safety_plan_versions.heading AND s.version = safety_plan_versions.version)"
    )
    narrow("safety_plan_versions", f"{OWN} OR {now}")
    _hers_alone("safety_plan_versions", "INSERT")


def _suggestions() -> None:
    op.create_table(
        "safety_plan_suggestions",
        *_of_record(
            "safety_plan_suggestions",
            heading=sa.Text(),
            account_id=sa.Uuid(),
            at=AT,
            body_sealed=sa.LargeBinary(),
            answer=(sa.Text(),),
            answered_at=(AT,),
        ),
        sa.CheckConstraint("answer IN ('taken', 'declined')", name="answer"),
    )
    op.create_index("ix_safety_plan_suggestions_record_id", "safety_plan_suggestions", ["record_id"])
    protect("safety_plan_suggestions", PLAN, web="SELECT, INSERT, UPDATE")
    narrow("safety_plan_suggestions", f"{OWN} OR ({ONES_SUGGESTION})")
    op.execute(
        f"CREATE POLICY safety_plan_suggestions_{WEB}_ones_own ON safety_plan_suggestions AS RESTRICTIVE FOR INSERT"
        f" TO {WEB} WITH CHECK ({ONES_SUGGESTION})"
    )
    _hers_alone("safety_plan_suggestions", "UPDATE")


def _photos() -> None:
    op.create_table(
        "safety_plan_photos",
        *_of_record(
            "safety_plan_photos",
            account_id=sa.Uuid(),
            at=AT,
            bytes_kept=sa.Integer(),
            width=sa.Integer(),
            height=sa.Integer(),
            words_sealed=sa.LargeBinary(),
            image_sealed=sa.LargeBinary(),
            is_private=sa.Boolean(),
        ),
    )
    op.create_index("ix_safety_plan_photos_record_id", "safety_plan_photos", ["record_id"])
    protect("safety_plan_photos", PLAN, web="SELECT, INSERT, UPDATE, DELETE")
    # A photo goes with the section that it stands in, and is private until she says otherwise.
    section = (
        "SELECT FROM safety_plan_sections s WHERE s.record_id = safety_plan_photos.record_id AND s.heading = 'going'"
    )
    narrow("safety_plan_photos", f"{OWN} OR (NOT is_private AND EXISTS ({section}))")
    _hers_alone("safety_plan_photos", "INSERT", "UPDATE", "DELETE")


def _agreements() -> None:
    """Two yeses to one proposal: this plan, to be looked at again on that day. The first row of a proposal has its id."""
    op.create_table(
        "safety_plan_agreements",
        *_of_record(
            "safety_plan_agreements",
            proposal_id=sa.Uuid(),
            plan_version=sa.Integer(),
            review_on=sa.Date(),
            side=sa.Text(),
            account_id=sa.Uuid(),
            at=AT,
            team_saw=sa.LargeBinary(),
        ),
        sa.UniqueConstraint("proposal_id", "side", name="uq_safety_plan_agreements_proposal_id_side"),
        sa.CheckConstraint("side IN ('person', 'worker')", name="side"),
    )
    op.create_index("ix_safety_plan_agreements_record_id", "safety_plan_agreements", ["record_id"])
    op.create_index("ix_safety_plan_agreements_review_on", "safety_plan_agreements", ["review_on"])
    protect("safety_plan_agreements", PLAN, worker="SELECT")
    # Without a record of one's own, `OWN` is neither true nor false.
    op.execute(
        f"CREATE POLICY safety_plan_agreements_{WEB}_ones_own ON safety_plan_agreements AS RESTRICTIVE FOR INSERT"
        f" TO {WEB} WITH CHECK (account_id = (SELECT acting_account()) AND (side = 'person') = coalesce({OWN}, false))"
    )
    # That they were reminded once of the day to look at it again.
    op.create_table(
        "safety_plan_reminders",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_safety_plan_reminders"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_safety_plan_reminders_record_id"),
    )
    protect("safety_plan_reminders", PLAN, web="SELECT", worker="SELECT, INSERT")


def _kept() -> None:
    """A browser that keeps the plan by the person's choice, and may until she says otherwise. Holds nothing of the plan."""
    op.create_table(
        "kept_plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("kept_at", AT, nullable=False),
        sa.Column("seen_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_kept_plans"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_kept_plans_account_id"),
        sa.UniqueConstraint("token_hash", name="uq_kept_plans_token_hash"),
    )
    op.create_index("ix_kept_plans_account_id", "kept_plans", ["account_id"])
    secure_own("kept_plans", web="SELECT, INSERT, UPDATE")
    for statement, function in ((STANDS, "kept_plan_stands"), (ENDED, "end_kept_plan")):
        op.execute(statement)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {function}(bytea, timestamptz) FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function}(bytea, timestamptz) TO {WEB}")


def _hers_alone(table: str, *commands: str) -> None:
    """Restrictive policies: whatever a grant says, nobody but the person does this."""
    for command in commands:
        check = "" if command == "DELETE" else f"WITH CHECK ({OWN})"
        using = "" if command == "INSERT" else f"USING ({OWN})"
        op.execute(
            f"CREATE POLICY {table}_{WEB}_own_{command.lower()} ON {table} AS RESTRICTIVE FOR {command} TO {WEB} {using} {check}"
        )


def _of_record(table: str, **columns: object) -> list[object]:
    """An id, the record and these; a type in brackets may be missing."""
    named = [
        sa.Column(name, kind[0] if isinstance(kind, tuple) else kind, nullable=isinstance(kind, tuple))
        for name, kind in columns.items()
    ]
    return [
        sa.Column("id", sa.Uuid(), nullable=False, primary_key=True),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        *named,
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=f"fk_{table}_record_id"),
    ]


TABLES = (
    "kept_plans",
    "safety_plan_reminders",
    "safety_plan_agreements",
    "safety_plan_photos",
    "safety_plan_suggestions",
    "safety_plan_versions",
    "safety_plan_sections",
    "safety_plans",
)


def downgrade() -> None:
    op.execute(f"REVOKE INSERT, UPDATE ON attempts FROM {WORKER}")
    op.execute("DROP FUNCTION kept_plan_stands(bytea, timestamptz)")
    op.execute("DROP FUNCTION end_kept_plan(bytea, timestamptz)")
    for table in TABLES:
        op.drop_table(table)
    op.execute(f"DROP FUNCTION {READS_AS_TEAM}")
