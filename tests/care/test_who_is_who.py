"""Names and key workers cost the same however many people there are."""

from __future__ import annotations

from sqlalchemy import text

from backend.care import service as care
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from tests.bench.crowd import NEIGHBOURS
from tests.cast import Cast
from tests.roles import SUPERUSER, role

ASKED = text("SELECT coalesce(sum(calls), 0) FROM pg_stat_xact_user_functions WHERE funcname = 'may_read'")
# Enough for the driver to prepare the statement; from then on one plan serves any number of people.
TIMES = 12


def test_row_security_is_asked_about_nobody_else(cast: Cast) -> None:
    """On tables that the planner knows nothing of yet it once read all key workers, and asked about each of them."""
    assert cast.alex.record_id
    with role(OWNER):
        db.session.connection().exec_driver_sql(NEIGHBOURS, (cast.asha.account_id, cast.riverside))
    with role(SUPERUSER):
        db.session.execute(text("SET track_functions = 'pl'; SET plan_cache_mode = force_generic_plan"))
    act_as(cast.alex.account_id)
    for _ in range(TIMES):
        found = care.who_is_who([cast.alex.record_id])
    assert found[cast.alex.record_id].key_worker_id == cast.asha.account_id
    assert 0 < db.session.scalar(ASKED) <= 2 * TIMES
