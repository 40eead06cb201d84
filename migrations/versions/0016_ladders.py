"""The ladder of a team as data, and another team that helps with a request while the own one is closed.

The team that helps sees that request, and whose it is, as long as it is open: one more way in the statement that decides who
may do what (`WAYS` in 0008), from which all functions are made anew. A restrictive policy keeps it to that one request.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.row_security import WEB, WORKER, narrow

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
FIRST = runpy.run_path(str(Path(__file__).with_name("0008_trusted_people.py")))
PLAN = runpy.run_path(str(Path(__file__).with_name("0014_safety_plan.py")))

# Only the name and the request; nothing else of the record, and no longer than the request is open: but for an hour, in
# which who closed it sees what they wrote, and who was told sees that it is over.
HELPING = """
      SELECT s.record_id, 'team', CASE WHEN {wanted} = 'care' THEN 1 ELSE 3 END, s.helping_team_id
      FROM memberships m JOIN step_ups s ON s.helping_team_id = m.team_id
        AND (s.closed_at IS NULL OR s.closed_at > acting_at() - interval '1 hour') {and_s}
      WHERE m.account_id = me AND m.until_at IS NULL AND {wanted} IN ('care', 'step_ups')
"""
WAYS = (*FIRST["WAYS"], HELPING)
TABLES_IN_WAYS = {**FIRST["TABLES_IN_WAYS"], "s": "s.record_id"}


# Whether the acting account knows of that record only because its team helps with a request.
ONLY_HELPS = "only_helps(record uuid)"
# One request at a time is open, so only closed ones need looking at: that one for its hour, no earlier one at all.
THAT_REQUEST = "closed_at IS NULL OR (helping_team_id IS NOT NULL AND closed_at > acting_at() - interval '1 hour')"
NARROWED = {
    "step_ups": f"{THAT_REQUEST} OR NOT only_helps(record_id)",
    "step_up_events": f"NOT only_helps(record_id) OR step_up_id IN (SELECT id FROM step_ups WHERE {THAT_REQUEST})",
}


def _only_helps() -> str:
    *others, helping = _ways("'step_ups'", "AND {} = record")
    knows = " OR ".join(f"EXISTS ({way})" for way in others)
    body = f"IF NOT EXISTS ({helping}) THEN RETURN false; END IF; RETURN NOT ({knows});"
    return str(FIRST["_function"](ONLY_HELPS, "boolean", body))


def _ways(wanted: str, narrowed_to: str = "") -> list[str]:
    narrowed = {f"and_{name}": narrowed_to.format(key) for name, key in TABLES_IN_WAYS.items()}
    return [way.format(live=FIRST["LIVE_GRANT"], wanted=wanted, **narrowed) for way in WAYS]


def _functions() -> list[str]:
    any_of, function = FIRST["_any_of"], FIRST["_function"]
    all_, some, one = (
        _ways("readable_records.section"),
        _ways("readable_records.section", "AND {} = ANY (listed)"),
        _ways("wanted", "AND {} = record"),
    )
    return [
        function(
            "readable_records(section text)",
            "SETOF uuid",
            f"IF listed IS NULL THEN RETURN QUERY {any_of(all_, 'w.record_id')};"
            f" ELSE RETURN QUERY {any_of(some, 'w.record_id')}; END IF;",
        ),
        function(
            "may_read(record uuid, wanted text)",
            "boolean",
            " ".join(f"IF EXISTS ({way}) THEN RETURN true; END IF;" for way in one) + " RETURN false;",
        ),
        function(
            "access_to(record uuid, wanted text)",
            "TABLE (way text, level integer, through uuid)",
            f"RETURN QUERY {any_of(one, 'w.way, w.level, w.through')} ORDER BY w.level DESC, w.way LIMIT 1;",
        ),
        function(
            "reads_as_team(record uuid, wanted text)",
            "boolean",
            f"RETURN EXISTS ({any_of(one, 'w.way')} WHERE w.way IN ('team', 'break_glass'));",
        ),
    ]


def upgrade() -> None:
    op.create_table(
        "ladders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rungs", JSONB(), nullable=False),
        sa.Column("repeat_minutes", sa.Integer(), nullable=False),
        sa.Column("repeat_longest_minutes", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ladders"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_ladders_team_id"),
        sa.UniqueConstraint("team_id", "urgency", "version", name="uq_ladders_team_id_urgency_version"),
        sa.CheckConstraint("urgency IN ('today', 'few_days')", name="urgency"),
        sa.CheckConstraint("0 < repeat_minutes AND repeat_minutes <= repeat_longest_minutes", name="repeats"),
    )
    op.execute("ALTER TABLE ladders ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT ON ladders TO {WEB}, {WORKER}")
    op.execute(f"GRANT INSERT ON ladders TO {WEB}")
    op.execute(f"CREATE POLICY ladders_select ON ladders FOR SELECT TO {WEB}, {WORKER} USING (true)")
    op.execute(f"CREATE POLICY ladders_{WEB}_insert ON ladders FOR INSERT TO {WEB} WITH CHECK (leads_team(team_id))")
    op.add_column("step_ups", sa.Column("helping_team_id", sa.Uuid(), nullable=True))
    op.add_column("step_ups", sa.Column("repeats", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("step_ups", sa.Column("looked_at", AT, nullable=True))
    _shortly(
        "CREATE INDEX ix_step_ups_looked_at ON step_ups (looked_at) WHERE next_due_at IS NOT NULL",
        "require-concurrent-index-creation",
    )
    _shortly(
        "ALTER TABLE step_ups ADD CONSTRAINT fk_step_ups_helping_team_id"
        " FOREIGN KEY (helping_team_id) REFERENCES teams (id)",
        "adding-foreign-key-constraint",
        "constraint-missing-not-valid",
    )
    _shortly(
        "CREATE INDEX ix_step_ups_helping_team_id ON step_ups (helping_team_id) WHERE helping_team_id IS NOT NULL",
        "require-concurrent-index-creation",
    )
    for function in (*_functions(), _only_helps()):
        op.execute(function)
    op.execute("REVOKE EXECUTE ON FUNCTION only_helps(uuid) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION only_helps(uuid) TO {WEB}, {WORKER}")
    for table, condition in NARROWED.items():
        narrow(table, condition)


def _shortly(statement: str, *rules: str) -> None:
    """Before the first release: the table is small, so its lock is short; the linter would have it done in steps."""
    op.execute(f"-- squawk-ignore {', '.join(rules)}\n{statement}")


def downgrade() -> None:
    for table in NARROWED:
        op.execute(f"DROP POLICY {table}_{WEB}_narrow ON {table}")
    op.execute("DROP FUNCTION only_helps(uuid)")
    for signature in ("readable_records(text)", "may_read(uuid, text)", "access_to(uuid, text)"):
        op.execute(FIRST["FUNCTIONS"][signature])
    op.execute(PLAN["AS_TEAM"])
    op.drop_index("ix_step_ups_helping_team_id", table_name="step_ups")
    op.drop_constraint("fk_step_ups_helping_team_id", "step_ups", type_="foreignkey")
    op.drop_index("ix_step_ups_looked_at", table_name="step_ups")
    op.drop_column("step_ups", "looked_at")
    op.drop_column("step_ups", "repeats")
    op.drop_column("step_ups", "helping_team_id")
    op.drop_table("ladders")
