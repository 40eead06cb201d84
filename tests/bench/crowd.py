"""A team of five thousand people, and twenty decisions on each record that is read: what row-level security costs then."""

from __future__ import annotations

from tests.bench.load import Ask
from tests.bench.rates import Contest
from tests.bench.stage import Stage

PEOPLE, TRUSTED = 5_000, 15
CHOSEN = ("about_me", "goals", "dialog_results", "dialog_plus_plan", "safety_plan")

# Rows as the service writes them, but for sealed names: none of these people is read.
NEIGHBOURS = f"""
    WITH people AS (
      INSERT INTO records (id, account_id, created_at, preferred_name_sealed)
      SELECT gen_random_uuid(), gen_random_uuid(), now(), ''::bytea FROM generate_series(1, {PEOPLE}) RETURNING id
    ), threads AS (
      INSERT INTO key_workers (id, record_id, account_id, from_at)
      SELECT gen_random_uuid(), id, %s, now() FROM people
    )
    INSERT INTO record_teams (id, record_id, team_id, from_at) SELECT gen_random_uuid(), id, %s, now() FROM people
"""
TEAMS_GRANTS = """
    INSERT INTO grants (id, record_id, section, team_id, decision, wording, decided_by, from_at)
    SELECT gen_random_uuid(), r.id, chosen, %s, 'shared', '2026-11', r.account_id, now()
    FROM records r, unnest(%s::text[]) chosen WHERE r.id = ANY (%s::uuid[])
"""
CARERS = f"""
    WITH carers AS (
      INSERT INTO trusted_people (id, record_id, relation, name_sealed, token_hash, code_hash, wrong_codes,
        invited_at, expires_at, review_at)
      SELECT gen_random_uuid(), id, 'friend', ''::bytea, uuid_send(gen_random_uuid()), ''::bytea, 0, now(), now(), now()
      FROM records, generate_series(1, {TRUSTED}) WHERE id = ANY (%s::uuid[]) RETURNING id, record_id
    )
    INSERT INTO grants (id, record_id, section, trusted_person_id, decision, wording, decided_by, from_at)
    SELECT gen_random_uuid(), record_id, 'step_ups', id, 'shared', '2026-11', gen_random_uuid(), now() FROM carers
"""


def gather(stage: Stage) -> None:
    """Five thousand join the team whose requests are read, and its people share with their team and fifteen carers each."""
    team, records = stage.listed, [person.record_id for person in stage.listed.people]
    stage.service.sql(NEIGHBOURS, team.key_worker.account_id, team.team_id)
    stage.service.sql(TEAMS_GRANTS, team.team_id, list(CHOSEN), records)
    stage.service.sql(CARERS, records)
    for table in ("records", "record_teams", "key_workers", "grants", "trusted_people"):
        stage.service.sql(f"ANALYZE {table}")


def _by_the_worker(stage: Stage, _: str) -> list[Ask]:
    """Each of the sixty requests, read by the key worker."""
    ids = stage.service.sql("SELECT id FROM step_ups WHERE team_id = %s", stage.listed.team_id)
    return [Ask("GET", f"/api/step-ups/{row.id}", stage.listed.key_worker.token) for row in ids]


IN_A_CROWD = (
    Contest("a request in a team of 5,000", "as owner", "ours", False, _by_the_worker),
    Contest("the list in a team of 5,000", "as owner", "ours", False, Stage.lists),
)
