"""Emergency access: opening it, finding whom it is about, leads who hold it back and review it; reports of something odd."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

# A trust is a whole tree of organisations. UNION, so that a tree that was put together wrongly ends too.
TRUST_OF_TEAM = f"""
    CREATE FUNCTION trust_of_team(team uuid) RETURNS uuid LANGUAGE sql STABLE {DEFINER} AS $$
      WITH RECURSIVE above AS (
        SELECT o.id, o.parent_id FROM teams t JOIN organisations o ON o.id = t.organisation_id WHERE t.id = team
        UNION SELECT o.id, o.parent_id FROM above a JOIN organisations o ON o.id = a.parent_id)
      SELECT id FROM above WHERE parent_id IS NULL
    $$
"""
TRUST_OF_RECORD = f"""
    CREATE FUNCTION trust_of_record(record uuid) RETURNS uuid LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT trust_of_team(rt.team_id) FROM record_teams rt WHERE rt.record_id = record AND rt.until_at IS NULL
    $$
"""
# Whoever asks works in `team` now, and the record is looked after by the same trust.
MAY_OPEN = f"""
    CREATE FUNCTION may_open_emergency(record uuid, team uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT trust_of_team(team) = trust_of_record(record) AND EXISTS (
        SELECT FROM memberships m WHERE m.account_id = acting_account() AND m.team_id = team AND m.until_at IS NULL)
    $$
"""
# What she is called, to whoever is about to open: it goes with the row, for leads who do not know her record.
NAME_TO_OPEN = f"""
    CREATE FUNCTION name_to_open(record uuid, team uuid) RETURNS bytea LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT r.preferred_name_sealed FROM records r WHERE r.id = record AND may_open_emergency(record, team)
    $$
"""
# Exact fingerprints only, within the trusts that the acting account works for. Nothing but what a result shows.
FIND_PEOPLE = f"""
    CREATE FUNCTION find_people(contact bytea, name bytea)
    RETURNS TABLE (record_id uuid, preferred_name_sealed bytea, team_name text) LANGUAGE sql STABLE {DEFINER} AS $$
      WITH trusts AS (SELECT DISTINCT trust_of_team(m.team_id) AS id FROM memberships m
        WHERE m.account_id = acting_account() AND m.until_at IS NULL)
      SELECT r.id, r.preferred_name_sealed, t.name
      FROM records r JOIN record_teams rt ON rt.record_id = r.id AND rt.until_at IS NULL JOIN teams t ON t.id = rt.team_id
      WHERE (r.name_index = find_people.name OR r.account_id IN (
          SELECT c.account_id FROM contacts c WHERE c.fingerprint = find_people.contact AND c.confirmed_at IS NOT NULL))
        AND trust_of_team(t.id) IN (SELECT id FROM trusts)
      ORDER BY r.id
    $$
"""
# A record's name gets its fingerprint once. Records from before this migration: `waymark keys index-names`.
INDEX_NAME = f"""
    CREATE FUNCTION index_name(record uuid, fingerprint bytea) RETURNS void LANGUAGE sql {DEFINER} AS $$
      UPDATE records SET name_index = fingerprint WHERE id = record AND name_index IS NULL
    $$
"""
# A lead of her team or of the team of the worker who looked; never that worker.
LEADS_EMERGENCY = f"""
    CREATE FUNCTION leads_emergency(record uuid, team uuid, opened_by uuid) RETURNS boolean
    LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT opened_by <> acting_account() AND EXISTS (
        SELECT FROM memberships m
        WHERE m.account_id = acting_account() AND m.role = 'lead' AND m.until_at IS NULL AND (m.team_id = team
          OR m.team_id IN (SELECT rt.team_id FROM record_teams rt WHERE rt.record_id = record AND rt.until_at IS NULL)))
    $$
"""
LEADS_TRUST = f"""
    CREATE FUNCTION leads_trust_of(record uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT EXISTS (SELECT FROM memberships m
        WHERE m.account_id = acting_account() AND m.role = 'lead' AND m.until_at IS NULL
          AND trust_of_team(m.team_id) = trust_of_record(record))
    $$
"""
LEADS_OF_TRUST = f"""
    CREATE FUNCTION leads_of_trust(record uuid) RETURNS SETOF uuid LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT DISTINCT m.account_id FROM memberships m
      WHERE m.role = 'lead' AND m.until_at IS NULL AND trust_of_team(m.team_id) = trust_of_record(record)
    $$
"""
# Whom to tell that a report was answered: a lead of another team does not know whose record it is.
PERSON_OF_REPORT = f"""
    CREATE FUNCTION person_of_report(report uuid) RETURNS uuid LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT r.account_id FROM access_reports a JOIN records r ON r.id = a.record_id
      WHERE a.id = report AND leads_trust_of(a.record_id)
    $$
"""
END_EMERGENCY = f"""
    CREATE FUNCTION end_emergency(emergency uuid, at timestamptz) RETURNS boolean LANGUAGE sql {DEFINER} AS $$
      WITH done AS (UPDATE break_glass SET ended_at = at
        WHERE id = emergency AND account_id = acting_account() AND ended_at IS NULL RETURNING id)
      SELECT EXISTS (SELECT FROM done)
    $$
"""
# What would give an emergency away that she may not know of yet: the looking-up before it, its reads, what leads do with it.
HELD_BACK = f"""
    CREATE FUNCTION held_back(entry audit_entries) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
      SELECT EXISTS (SELECT FROM break_glass b
        WHERE b.record_id = (entry).record_id AND b.tell_at > acting_at() AND (
          b.id = (entry).subject_id OR b.id::text = (entry).detail ->> 'through'
          OR ((entry).how = 'review' AND (entry).at >= b.began_at)
          OR ((entry).how = 'lookup' AND b.session_id = (entry).session_id AND NOT EXISTS (
            SELECT FROM break_glass o WHERE o.record_id = b.record_id AND o.session_id = b.session_id
              AND o.began_at >= (entry).at AND o.began_at < b.began_at))))
    $$
"""
FUNCTIONS = {
    "trust_of_team(uuid)": TRUST_OF_TEAM,
    "trust_of_record(uuid)": TRUST_OF_RECORD,
    "may_open_emergency(uuid, uuid)": MAY_OPEN,
    "name_to_open(uuid, uuid)": NAME_TO_OPEN,
    "find_people(bytea, bytea)": FIND_PEOPLE,
    "index_name(uuid, bytea)": INDEX_NAME,
    "leads_emergency(uuid, uuid, uuid)": LEADS_EMERGENCY,
    "leads_trust_of(uuid)": LEADS_TRUST,
    "leads_of_trust(uuid)": LEADS_OF_TRUST,
    "person_of_report(uuid)": PERSON_OF_REPORT,
    "end_emergency(uuid, timestamptz)": END_EMERGENCY,
    "held_back(audit_entries)": HELD_BACK,
}

ABOUT_HER = (
    f"CREATE POLICY audit_entries_{WEB}_about ON audit_entries FOR SELECT TO {WEB} USING (record_id = own_record()"
)
# Most rows can give nothing away: for these nothing is asked.
CAN_TELL = "how IN ('lookup', 'review') OR detail ->> 'way' = 'break_glass' OR action LIKE 'sharing.emergency%'"


def upgrade() -> None:
    op.add_column("records", sa.Column("name_index", sa.LargeBinary(), nullable=True))
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\nCREATE INDEX ix_records_name_index ON records (name_index)"
    )
    op.add_column("break_glass", sa.Column("name_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("break_glass", sa.Column("nagged_at", sa.DateTime(timezone=True), nullable=True))
    _make_reports()
    for signature, definition in FUNCTIONS.items():
        op.execute(definition)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {WEB}, {WORKER}")
    _protect_emergencies()
    _protect_reports()
    op.execute(f"DROP POLICY audit_entries_{WEB}_about ON audit_entries")
    op.execute(f"{ABOUT_HER} AND NOT CASE WHEN {CAN_TELL} THEN held_back(audit_entries) ELSE false END)")


def _protect_emergencies() -> None:
    """Opened by the policy below and never otherwise; leads may hold back and review; the worker process tells and nags."""
    op.execute(f"GRANT INSERT ON break_glass TO {WEB}")
    op.execute(
        f"CREATE POLICY break_glass_{WEB}_open ON break_glass FOR INSERT TO {WEB} WITH CHECK ("
        "account_id = acting_account() AND session_id = acting_session() AND may_open_emergency(record_id, team_id) "
        "AND began_at BETWEEN acting_at() - interval '1 minute' AND acting_at() + interval '1 minute' "
        "AND tell_at <= began_at + interval '24 hours' AND review_due_at <= began_at + interval '21 days' "
        "AND num_nonnulls(ended_at, held_by, reviewed_at, reviewed_by, outcome) = 0)"
    )
    leads = "leads_emergency(record_id, team_id, account_id)"
    changed = "tell_at, held_by, held_reason_sealed, reviewed_at, reviewed_by, outcome, review_words_sealed"
    op.execute(f"GRANT UPDATE ({changed}) ON break_glass TO {WEB}")
    op.execute(f"CREATE POLICY break_glass_{WEB}_leads ON break_glass FOR SELECT TO {WEB} USING ({leads})")
    op.execute(
        f"CREATE POLICY break_glass_{WEB}_review ON break_glass FOR UPDATE TO {WEB} USING ({leads}) WITH CHECK ({leads} "
        "AND tell_at <= began_at + interval '30 days')"
    )
    op.execute(f"GRANT SELECT, UPDATE (told_at, nagged_at) ON break_glass TO {WORKER}")
    op.execute(f"CREATE POLICY break_glass_{WORKER} ON break_glass FOR ALL TO {WORKER} USING (true) WITH CHECK (true)")


def _make_reports() -> None:
    op.create_table(
        "access_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        # Who did what she found odd: never among those who read this.
        sa.Column("about_account_id", sa.Uuid(), nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_access_reports"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_access_reports_record_id"),
        sa.CheckConstraint("num_nonnulls(answered_at, answered_by, answer_sealed) IN (0, 3)", name="answered"),
    )
    op.create_index("ix_access_reports_record_id_at", "access_reports", ["record_id", "at"])


def _protect_reports() -> None:
    op.execute("ALTER TABLE access_reports ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT, INSERT, UPDATE (answered_at, answered_by, answer_sealed) ON access_reports TO {WEB}")
    own = "record_id = own_record()"
    leads = "about_account_id IS DISTINCT FROM acting_account() AND leads_trust_of(record_id)"
    rules = {
        "own": f"FOR SELECT TO {WEB} USING ({own})",
        "add": f"FOR INSERT TO {WEB} WITH CHECK ({own} AND answered_at IS NULL)",
        "leads": f"FOR SELECT TO {WEB} USING ({leads})",
        "answer": f"FOR UPDATE TO {WEB} USING ({leads} AND answered_at IS NULL) WITH CHECK ({leads})",
    }
    for name, rule in rules.items():
        op.execute(f"CREATE POLICY access_reports_{WEB}_{name} ON access_reports {rule}")


def downgrade() -> None:
    op.execute(f"DROP POLICY audit_entries_{WEB}_about ON audit_entries")
    op.execute(f"{ABOUT_HER})")
    for name in ("own", "add", "leads", "answer"):
        op.execute(f"DROP POLICY access_reports_{WEB}_{name} ON access_reports")
    for name in (f"{WEB}_open", f"{WEB}_leads", f"{WEB}_review", WORKER):
        op.execute(f"DROP POLICY break_glass_{name} ON break_glass")
    op.execute(f"REVOKE INSERT, UPDATE ON break_glass FROM {WEB}")
    op.execute(f"REVOKE ALL ON break_glass FROM {WORKER}")
    for signature in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {signature}")
    op.drop_table("access_reports")
    for name in ("name_sealed", "nagged_at"):
        op.drop_column("break_glass", name)
    op.drop_index("ix_records_name_index", table_name="records")
    op.drop_column("records", "name_index")
