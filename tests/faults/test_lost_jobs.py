"""The queue only makes things quick: what a lost job was to do is found in the database by the sweep."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults.service import Service, Team

pytestmark = pytest.mark.fault

# The sweep looks every two seconds; a notice counts as forgotten after two. The rest is for a busy machine.
ONE_LOST, ALL_LOST = 5, 9


@contextmanager
def losing(service: Service, condition: str) -> Iterator[None]:
    """Every new job that meets the condition vanishes as soon as it is written (triggers go by their names)."""
    service.sql("""
        CREATE FUNCTION lose_job() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        BEGIN DELETE FROM procrastinate_jobs WHERE id = NEW.id; RETURN NULL; END $$
    """)
    service.sql(f"""
        CREATE TRIGGER zz_lose_job AFTER INSERT ON procrastinate_jobs
        FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION lose_job()
    """)
    try:
        yield
    finally:
        service.sql("DROP TRIGGER zz_lose_job ON procrastinate_jobs")
        service.sql("DROP FUNCTION lose_job")


@pytest.mark.parametrize(
    ("condition", "seconds"),
    [
        ("NEW.task_name = 'waymark:advance_step_up'", ONE_LOST),
        ("NEW.task_name = 'waymark:send_notice'", ALL_LOST),
        ("true", ALL_LOST),
    ],
    ids=["the ladder's job", "the message's job", "every job"],
)
def test_the_sweep_delivers_without_the_job(service: Service, team: Team, condition: str, seconds: float) -> None:
    phone = service.register(team.key_worker)
    with losing(service, condition):
        asked_at = time.monotonic()
        step_up_id = team.people[0].request_step_up()
        (push,) = service.receiver.wait_for(phone, seconds=seconds + 5)
    assert push.at - asked_at < seconds
    told = service.sql("SELECT 1 FROM step_up_events WHERE step_up_id = %s AND kind = 'told'", step_up_id)
    assert len(told) == 1
