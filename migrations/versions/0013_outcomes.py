"""How life is going: instruments, answers, and what was asked for; goals; DIALOG+ conversations, actions and plans.

What somebody keeps to themselves is narrowed once more in the database: no grant opens a private rating or goal.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.row_security import WEB, WORKER, grant, narrow, protect, secure_own

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

RATINGS, GOALS, PLAN = "dialog_results", "goals", "dialog_plus_plan"
AT = sa.DateTime(timezone=True)
# Asked once a statement: a sub-select without a reference to the row.
OWN = "record_id = (SELECT own_record())"
UNLESS_PRIVATE = f"NOT is_private OR {OWN}"
# What somebody else suggested lies between the two of them until she takes it, and nobody is told of what she declined.
ONES_SUGGESTION = "status = 'suggested' AND account_id = (SELECT acting_account())"
GOALS_ONE_SEES = f"{OWN} OR (NOT is_private AND (status NOT IN ('suggested', 'declined') OR {ONES_SUGGESTION}))"
# Others put in nothing but suggestions.
GOALS_ONE_PUTS_IN = f"{OWN} OR (NOT is_private AND tracked IS NULL AND {ONES_SUGGESTION})"
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
# For the person and her team: others who know of her may not learn what she was asked to fill in.
TEAM_ONLY = "access_level(record_id, 'care') >= 3"

# Whoever may add to a conversation holds it while they write, and counts its changes; they may not change the rest of it.
FUNCTIONS = {
    "hold_conversation(uuid)": (
        WEB,
        f"""
        CREATE FUNCTION hold_conversation(wanted uuid) RETURNS void LANGUAGE sql {DEFINER} AS $$
          SELECT FROM conversations WHERE id = wanted AND access_level(record_id, '{PLAN}') >= 2 FOR UPDATE
        $$
        """,
    ),
    "count_change(uuid)": (
        WEB,
        f"""
        CREATE FUNCTION count_change(wanted uuid) RETURNS void LANGUAGE sql {DEFINER} AS $$
          UPDATE conversations SET version = version + 1
          WHERE id = wanted AND ended_at IS NULL AND access_level(record_id, '{PLAN}') >= 2
        $$
        """,
    ),
    # Whoever has a conversation open is shown as there, also who only reads; written every few seconds at most.
    "note_presence(uuid, text, timestamptz)": (
        WEB,
        f"""
        CREATE FUNCTION note_presence(wanted uuid, as_side text, moment timestamptz) RETURNS void
        LANGUAGE sql {DEFINER} AS $$
          INSERT INTO conversation_presences AS p (conversation_id, account_id, record_id, side, seen_at)
          SELECT id, acting_account(), record_id, as_side, moment FROM conversations
          WHERE id = wanted AND ended_at IS NULL AND may_read(record_id, '{PLAN}')
          ON CONFLICT (conversation_id, account_id) DO UPDATE SET seen_at = moment, side = as_side
          WHERE p.seen_at <= moment - interval '5 seconds'
        $$
        """,
    ),
    # Whether somebody else could read it now: nobody is told or reminded of what is hidden from them. A request learns it
    # only of a record that it knows of itself.
    "sees(uuid, uuid, text, timestamptz)": (
        f"{WEB}, {WORKER}",
        f"""
        CREATE FUNCTION sees(who uuid, record uuid, wanted text, moment timestamptz) RETURNS boolean
        LANGUAGE plpgsql {DEFINER} AS $$
        DECLARE
          acting text := coalesce(current_setting('waymark.account_id', true), '');
          instant text := coalesce(current_setting('waymark.at', true), '');
          seen boolean;
        BEGIN
          IF acting <> '' AND NOT may_read(record, 'care') THEN RETURN false; END IF;
          PERFORM set_config('waymark.account_id', who::text, true), set_config('waymark.at', moment::text, true);
          seen := may_read(record, wanted);
          PERFORM set_config('waymark.account_id', acting, true), set_config('waymark.at', instant, true);
          RETURN seen;
        END $$
        """,
    ),
}


def upgrade() -> None:
    _instruments()
    _responses()
    _asks()
    _goals()
    _conversations()
    _actions()
    _plans()
    for signature, (role, definition) in FUNCTIONS.items():
        op.execute(definition)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {role}")


def _instruments() -> None:
    op.create_table(
        "instruments",
        *_columns(key=sa.Text(), version=sa.Text(), definition=JSONB(), added_at=AT),
        sa.UniqueConstraint("key", "version", name="uq_instruments_key_version"),
    )
    grant("instruments", web="SELECT", worker="SELECT")


def _responses() -> None:
    op.create_table(
        "questionnaire_responses",
        *_of_record(
            "questionnaire_responses",
            instrument=sa.Text(),
            version=sa.Text(),
            answered_at=AT,
            at=AT,
            account_id=sa.Uuid(),
            how=sa.Text(),
            is_private=sa.Boolean(),
            asked_id=(sa.Uuid(),),
            words_sealed=sa.LargeBinary(),
        ),
    )
    op.create_index("ix_questionnaire_responses_record_id", "questionnaire_responses", ["record_id", "answered_at"])
    op.create_table(
        "questionnaire_answers",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("skipped", sa.Text(), nullable=True),
        sa.Column("wants_help", sa.Boolean(), nullable=True),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("response_id", "item", name="pk_questionnaire_answers"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_questionnaire_answers_record_id"),
        sa.ForeignKeyConstraint(
            ["response_id"], ["questionnaire_responses.id"], name="fk_questionnaire_answers_response_id"
        ),
        sa.CheckConstraint("(value IS NULL) <> (skipped IS NULL)", name="answered_or_skipped"),
    )
    op.create_index("ix_questionnaire_answers_record_id", "questionnaire_answers", ["record_id"])
    for table in ("questionnaire_responses", "questionnaire_answers"):
        protect(table, RATINGS)
        narrow(table, UNLESS_PRIVATE)
        op.execute(f"GRANT UPDATE (is_private) ON {table} TO {WEB}")
        op.execute(f"CREATE POLICY {table}_own ON {table} FOR UPDATE TO {WEB} USING ({OWN}) WITH CHECK ({OWN})")
    # A rating is one row with many lines: for the person herself the first half is answered once for all of them.
    adds = f"{OWN} OR access_level(record_id, '{RATINGS}') >= 2"
    op.execute(f"ALTER POLICY questionnaire_answers_{WEB}_insert ON questionnaire_answers WITH CHECK ({adds})")
    # When a worker last looked at somebody's ratings: what is newer is new to them.
    op.create_table(
        "outcome_looks",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "record_id", name="pk_outcome_looks"),
    )
    secure_own("outcome_looks", web="SELECT, INSERT, UPDATE")


def _asks() -> None:
    op.create_table(
        "questionnaire_asks",
        *_of_record(
            "questionnaire_asks",
            instrument=sa.Text(),
            team_id=sa.Uuid(),
            asked_by=sa.Uuid(),
            at=AT,
            due_on=sa.Date(),
            words_sealed=sa.LargeBinary(),
            response_id=(sa.Uuid(),),
            ended_at=(AT,),
            reminded_at=(AT,),
        ),
    )
    op.create_index("ix_questionnaire_asks_record_id", "questionnaire_asks", ["record_id"])
    op.create_index(
        "ix_questionnaire_asks_due_on", "questionnaire_asks", ["due_on"], postgresql_where=sa.text("ended_at IS NULL")
    )
    protect("questionnaire_asks", "care", web="SELECT, INSERT, UPDATE", worker="SELECT, UPDATE")
    narrow("questionnaire_asks", TEAM_ONLY)


def _goals() -> None:
    op.create_table(
        "goals",
        *_of_record(
            "goals",
            account_id=sa.Uuid(),
            at=AT,
            status=sa.Text(),
            is_private=sa.Boolean(),
            tracked=(sa.Integer(),),
        ),
        sa.CheckConstraint("tracked BETWEEN 1 AND 3", name="ck_goals_tracked"),
    )
    op.create_index("ix_goals_record_id", "goals", ["record_id"])
    tracked = sa.text("tracked IS NOT NULL")
    op.create_index(
        "uq_goals_record_id_tracked", "goals", ["record_id", "tracked"], unique=True, postgresql_where=tracked
    )
    protect("goals", GOALS, web="SELECT, INSERT, UPDATE")
    narrow("goals", GOALS_ONE_SEES)
    _hold_back("goals", "INSERT", GOALS_ONE_PUTS_IN)
    # Status, privacy and tracking are hers alone, whatever else she lets others do.
    op.execute(f"CREATE POLICY goals_own ON goals AS RESTRICTIVE FOR UPDATE TO {WEB} USING ({OWN}) WITH CHECK ({OWN})")
    _of_goal(
        "goal_versions",
        ("goal_id", "version"),
        version=sa.Integer(),
        baseline=sa.Integer(),
        words_sealed=sa.LargeBinary(),
        why_sealed=sa.LargeBinary(),
        helper_sealed=sa.LargeBinary(),
        area=(sa.Text(),),
        target_on=(sa.Date(),),
    )
    _of_goal("goal_events", None, kind=sa.Text(), words_sealed=sa.LargeBinary())
    _of_goal(
        "goal_steps",
        ("step_id", "version"),
        step_id=sa.Uuid(),
        version=sa.Integer(),
        position=sa.Integer(),
        words_sealed=sa.LargeBinary(),
        is_done=sa.Boolean(),
        is_removed=sa.Boolean(),
        action_id=(sa.Uuid(),),
    )
    _of_goal(
        "goal_scores",
        None,
        baseline=sa.Integer(),
        code=sa.Text(),
        value=sa.Integer(),
        answered_at=AT,
        how=sa.Text(),
    )
    # Wording and history are hers alone too, but for somebody's own suggestion; scores, for who may change hers.
    suggestion = "g.status = 'suggested' AND g.account_id = (SELECT acting_account())"
    for table in ("goal_versions", "goal_events"):
        of_ones_own = f"EXISTS (SELECT FROM goals g WHERE g.id = goal_id AND {suggestion})"
        _hold_back(table, "INSERT", f"{OWN} OR {of_ones_own}", name="own")
    _hold_back("goal_scores", "INSERT", f"access_level(record_id, '{GOALS}') >= 3", name="own")


def _hold_back(table: str, command: str, condition: str, name: str = "goal") -> None:
    """A restrictive policy on putting in: no grant goes beyond it."""
    op.execute(
        f"CREATE POLICY {table}_{WEB}_{name} ON {table} AS RESTRICTIVE FOR {command} TO {WEB} WITH CHECK ({condition})"
    )


def _of_goal(table: str, unique: tuple[str, ...] | None, **columns: object) -> None:
    keys = [sa.UniqueConstraint(*unique, name=f"uq_{table}_{'_'.join(unique)}")] if unique else []
    keys.append(sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=f"fk_{table}_goal_id"))
    op.create_table(table, *_of_record(table, goal_id=sa.Uuid(), account_id=sa.Uuid(), at=AT, **columns), *keys)
    op.create_index(f"ix_{table}_goal_id", table, ["goal_id"])
    op.create_index(f"ix_{table}_record_id", table, ["record_id"])
    protect(table, GOALS)
    # The policies of the goals themselves hold in there: who does not meet the goal does not meet what belongs to it.
    narrow(table, "EXISTS (SELECT FROM goals g WHERE g.id = goal_id)")
    _hold_back(
        table, "INSERT", f"EXISTS (SELECT FROM goals g WHERE g.id = goal_id AND g.record_id = {table}.record_id)"
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        *_of_record(
            "conversations",
            begun_by=sa.Uuid(),
            begun_at=AT,
            together=sa.Boolean(),
            response_id=(sa.Uuid(),),
            version=sa.Integer(),
            at_area=(sa.Text(),),
            at_step=sa.Text(),
            ended_at=(AT,),
            ended_by=(sa.Uuid(),),
            ended_how=(sa.Text(),),
        ),
    )
    open_one = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_conversations_record_id_open", "conversations", ["record_id"], unique=True, postgresql_where=open_one
    )
    op.create_index("ix_conversations_record_id", "conversations", ["record_id"])
    protect("conversations", PLAN, web="SELECT, INSERT, UPDATE")
    _of_conversation("conversation_choices", ("conversation_id", "version"), version=sa.Integer(), areas=JSONB())
    _of_conversation(
        "conversation_notes",
        ("conversation_id", "area", "prompt", "version"),
        area=sa.Text(),
        prompt=sa.Text(),
        version=sa.Integer(),
        words_sealed=sa.LargeBinary(),
        typed_for=sa.Text(),
    )
    op.create_table(
        "conversation_presences",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("seen_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "account_id", name="pk_conversation_presences"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_conversation_presences_record_id"),
    )
    protect("conversation_presences", PLAN, web="SELECT")


def _of_conversation(table: str, unique: tuple[str, ...], **columns: object) -> None:
    more = {"conversation_id": sa.Uuid(), "account_id": sa.Uuid(), "at": AT, **columns}
    key = sa.UniqueConstraint(*unique, name=f"uq_{table}_{'_'.join(unique)}")
    op.create_table(table, *_of_record(table, **more), key)
    protect(table, PLAN)


def _actions() -> None:
    op.create_table(
        "action_versions",
        *_of_record(
            "action_versions",
            action_id=sa.Uuid(),
            version=sa.Integer(),
            conversation_id=sa.Uuid(),
            area=(sa.Text(),),
            words_sealed=sa.LargeBinary(),
            owner=sa.Text(),
            owner_account_id=(sa.Uuid(),),
            owner_name_sealed=sa.LargeBinary(),
            due_on=(sa.Date(),),
            is_removed=sa.Boolean(),
            typed_for=sa.Text(),
            account_id=sa.Uuid(),
            at=AT,
        ),
        sa.UniqueConstraint("action_id", "version", name="uq_action_versions_action_id_version"),
    )
    op.create_index("ix_action_versions_record_id", "action_versions", ["record_id"])
    op.create_index("ix_action_versions_due_on", "action_versions", ["due_on"])
    protect("action_versions", PLAN, worker="SELECT")
    op.create_table(
        "action_agreements",
        *_of_record(
            "action_agreements",
            action_id=sa.Uuid(),
            version=sa.Integer(),
            side=sa.Text(),
            how=sa.Text(),
            account_id=sa.Uuid(),
            at=AT,
        ),
        sa.UniqueConstraint(
            "action_id", "version", "side", "how", name="uq_action_agreements_action_id_version_side_how"
        ),
    )
    op.create_index("ix_action_agreements_record_id", "action_agreements", ["record_id"])
    protect("action_agreements", PLAN, worker="SELECT")
    op.create_table(
        "action_progress",
        *_of_record(
            "action_progress",
            action_id=sa.Uuid(),
            status=sa.Text(),
            words_sealed=sa.LargeBinary(),
            conversation_id=(sa.Uuid(),),
            account_id=sa.Uuid(),
            at=AT,
        ),
    )
    op.create_index("ix_action_progress_record_id", "action_progress", ["record_id", "action_id"])
    protect("action_progress", PLAN, worker="SELECT")
    # That somebody was reminded once of what falls due that day.
    op.create_table(
        "action_reminders",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("action_id", "due_on", name="pk_action_reminders"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_action_reminders_record_id"),
    )
    protect("action_reminders", PLAN, web="SELECT", worker="SELECT, INSERT")


def _plans() -> None:
    op.create_table(
        "plan_versions",
        *_of_record(
            "plan_versions",
            conversation_id=sa.Uuid(),
            version=sa.Integer(),
            written=sa.Text(),
            body_sealed=sa.LargeBinary(),
            account_id=sa.Uuid(),
            at=AT,
        ),
        sa.UniqueConstraint("record_id", "version", name="uq_plan_versions_record_id_version"),
    )
    protect("plan_versions", PLAN)


def _of_record(table: str, **columns: object) -> list[object]:
    key = sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=f"fk_{table}_record_id")
    return [*_columns(record_id=sa.Uuid(), **columns), key]


def _columns(**columns: object) -> list[object]:
    """An id and these; a type in brackets may be missing."""
    named = [
        sa.Column(name, kind[0] if isinstance(kind, tuple) else kind, nullable=isinstance(kind, tuple))
        for name, kind in columns.items()
    ]
    return [sa.Column("id", sa.Uuid(), nullable=False, primary_key=True), *named]


TABLES = (
    "plan_versions",
    "action_reminders",
    "action_progress",
    "action_agreements",
    "action_versions",
    "conversation_presences",
    "conversation_notes",
    "conversation_choices",
    "conversations",
    "goal_scores",
    "goal_steps",
    "goal_events",
    "goal_versions",
    "goals",
    "questionnaire_asks",
    "outcome_looks",
    "questionnaire_answers",
    "questionnaire_responses",
    "instruments",
)


def downgrade() -> None:
    for signature in FUNCTIONS:
        op.execute(f"DROP FUNCTION {signature}")
    for table in TABLES:
        op.drop_table(table)
