"""Who is there: days with other hours, rotations and their shifts, one-off changes, swaps, and who is away with whom as cover.

No record content. Staff read it, and the people whom a team looks after are told from it who is there. Why somebody is away
is not kept. Only a lead changes what is the team's; everybody says for themselves when they are away, and to whom they
would give a shift.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from backend.core.row_security import WEB, WORKER

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

FUNCTIONS = {
    "leads_team(uuid)": f"""
        CREATE FUNCTION leads_team(team uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT EXISTS (SELECT FROM memberships m WHERE m.account_id = acting_account() AND m.team_id = team
            AND m.role = 'lead' AND m.until_at IS NULL)
        $$
    """,
    "leads_colleague(uuid)": f"""
        CREATE FUNCTION leads_colleague(colleague uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT EXISTS (SELECT FROM memberships m JOIN memberships theirs ON theirs.team_id = m.team_id
            WHERE m.account_id = acting_account() AND m.role = 'lead' AND m.until_at IS NULL
              AND theirs.account_id = colleague AND theirs.until_at IS NULL)
        $$
    """,
    # Requests only read teams. When it opens is told by its own rows; whether on bank holidays, by its lead, in her own team.
    "set_bank_holidays(uuid, boolean)": f"""
        CREATE FUNCTION set_bank_holidays(team uuid, keeps boolean) RETURNS void LANGUAGE sql {DEFINER} AS $$
          UPDATE teams SET keeps_bank_holidays = keeps WHERE id = team AND leads_team(team)
        $$
    """,
}
THE_LEADS = "leads_team(team_id)"
ONES_OWN = "account_id = (SELECT acting_account()) OR leads_colleague(account_id)"
ONES_SWAP = "(SELECT acting_account()) IN (from_account_id, to_account_id)"


def upgrade() -> None:
    for name, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {WEB}")
    op.create_table(
        "team_exceptions",
        _team(),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "on_date", "opens", name="pk_team_exceptions"),
        _of_team("team_exceptions"),
    )
    op.create_table(
        "rotations",
        _id(),
        _team(),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("turn_days", sa.Integer(), nullable=False),
        sa.Column("hands_over_at", sa.Time(), nullable=False),
        sa.Column("weekdays", ARRAY(sa.Integer()), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("places", ARRAY(sa.Uuid()), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rotations"),
        _of_team("rotations"),
        sa.CheckConstraint("desk IN ('duty', 'shift')", name="desk"),
        sa.CheckConstraint("turn_days BETWEEN 1 AND 56", name="turn_days"),
    )
    op.create_index("ix_rotations_team_id", "rotations", ["team_id"])
    op.create_table(
        "duty_overrides",
        _id(),
        _team(),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("instead_of", sa.Uuid(), nullable=True),
        *_span(),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_duty_overrides"),
        _of_team("duty_overrides"),
        sa.CheckConstraint("desk IN ('duty', 'shift')", name="desk"),
        sa.CheckConstraint("until_at > from_at", name="span"),
    )
    op.create_index("ix_duty_overrides_team_id_until_at", "duty_overrides", ["team_id", "until_at"])
    op.create_table(
        "shift_swaps",
        _id(),
        _team(),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("from_account_id", sa.Uuid(), nullable=False),
        sa.Column("to_account_id", sa.Uuid(), nullable=False),
        *_span(),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_shift_swaps"),
        _of_team("shift_swaps"),
        sa.CheckConstraint("desk IN ('duty', 'shift')", name="desk"),
        sa.CheckConstraint("until_at > from_at", name="span"),
        sa.CheckConstraint("answer IN ('yes', 'no', 'taken_back')", name="answer"),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
    )
    op.create_index("ix_shift_swaps_team_id_until_at", "shift_swaps", ["team_id", "until_at"])
    op.create_table(
        "absences",
        _id(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        *_span(),
        sa.Column("cover_account_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
        sa.CheckConstraint("until_at > from_at", name="span"),
        sa.CheckConstraint("cover_account_id <> account_id", name="somebody_else_covers"),
    )
    op.create_index("ix_absences_account_id_until_at", "absences", ["account_id", "until_at"])
    # What a lead, or whoever has a shift, was warned of already: each warning goes out once.
    op.create_table(
        "rota_warnings",
        _team(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("told_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "kind", "subject", name="pk_rota_warnings"),
        _of_team("rota_warnings"),
    )
    for table in ("team_hours", "team_closures"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        _readable(table)
    for table in ("team_exceptions", "rotations", "duty_overrides", "shift_swaps", "absences", "rota_warnings"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"GRANT SELECT ON {table} TO {WEB}, {WORKER}")
        _readable(table)
    for table in ("team_hours", "team_closures", "team_exceptions"):
        _writable(table, THE_LEADS, "INSERT", "UPDATE", "DELETE")
    for table in ("rotations", "duty_overrides"):
        _writable(table, THE_LEADS, "INSERT", "UPDATE")
    _writable("absences", ONES_OWN, "INSERT", "UPDATE")
    _writable("shift_swaps", "from_account_id = (SELECT acting_account())", "INSERT")
    _writable("shift_swaps", ONES_SWAP, "UPDATE")
    op.execute(f"GRANT INSERT ON rota_warnings TO {WORKER}")
    op.execute(f"CREATE POLICY rota_warnings_{WORKER}_insert ON rota_warnings FOR INSERT TO {WORKER} WITH CHECK (true)")


def _id() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), nullable=False)


def _team() -> sa.Column[object]:
    return sa.Column("team_id", sa.Uuid(), nullable=False)


def _of_team(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=f"fk_{table}_team_id")


def _span() -> tuple[sa.Column[object], sa.Column[object]]:
    return sa.Column("from_at", AT, nullable=False), sa.Column("until_at", AT, nullable=False)


def _readable(table: str) -> None:
    """When people work is known to whoever is signed in, as it says who is there."""
    op.execute(f"CREATE POLICY {table}_select ON {table} FOR SELECT TO {WEB}, {WORKER} USING (true)")


def _writable(table: str, condition: str, *commands: str) -> None:
    for command in commands:
        op.execute(f"GRANT {command} ON {table} TO {WEB}")
        using = "" if command == "INSERT" else f"USING ({condition})"
        check = "" if command == "DELETE" else f"WITH CHECK ({condition})"
        op.execute(f"CREATE POLICY {table}_{WEB}_{command.lower()} ON {table} FOR {command} TO {WEB} {using} {check}")


def downgrade() -> None:
    for table in ("team_hours", "team_closures"):
        op.execute(f"DROP POLICY {table}_select ON {table}")
        for command in ("INSERT", "UPDATE", "DELETE"):
            op.execute(f"DROP POLICY {table}_{WEB}_{command.lower()} ON {table}")
            op.execute(f"REVOKE {command} ON {table} FROM {WEB}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in ("rota_warnings", "absences", "shift_swaps", "duty_overrides", "rotations", "team_exceptions"):
        op.drop_table(table)
    for name in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {name}")
