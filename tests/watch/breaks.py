"""Each thing that the auditor looks for, broken once. A break returns what mends it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

from backend.core import clock
from backend.core.ids import new_id
from backend.watch import machine_checks
from tests.audit.chain import run as tamper
from tests.audit.chain import tampering
from tests.cast import Cast
from tests.step_up.asking import ask, let_the_engine_look, promise
from tests.watch.watching import LONG_AGO, give_a_phone, run

Mend = Callable[[], object]


def due_not_advanced(cast: Cast) -> Mend:
    step_up = ask(cast.alex)
    run("UPDATE step_ups SET next_due_at = :ago WHERE id = :id", ago=clock.now() - LONG_AGO, id=step_up["id"])
    return let_the_engine_look


def promise_not_restarted(cast: Cast) -> Mend:
    step_up = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, step_up)
    ago = clock.now() - LONG_AGO
    run("UPDATE step_ups SET promise_ends_at = :ago, next_due_at = :ago WHERE id = :id", ago=ago, id=step_up["id"])
    return let_the_engine_look


def no_owner(cast: Cast) -> Mend:
    ask(cast.alex)
    run("UPDATE key_workers SET until_at = :now WHERE record_id = :id", now=clock.now(), id=cast.alex.record_id)
    return lambda: run("UPDATE key_workers SET until_at = NULL WHERE record_id = :id", id=cast.alex.record_id)


def no_lead(cast: Cast) -> Mend:
    grace = "UPDATE memberships SET until_at = :at WHERE account_id = :grace"
    run(grace, at=clock.now(), grace=cast.grace.account_id)
    return lambda: run(grace, at=None, grace=cast.grace.account_id)


def no_ladder_sweep(_: Cast) -> Mend:
    return _silence("ladders")


def no_message_sweep(_: Cast) -> Mend:
    return _silence("messages")


def _silence(name: str) -> Mend:
    beat = "UPDATE heartbeats SET at = :at WHERE name = :name"
    run(beat, at=clock.now() - LONG_AGO, name=name)
    return lambda: run(beat, at=clock.now(), name=name)


def no_worker(_: Cast) -> Mend:
    run("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '2 minutes'")
    return lambda: run("INSERT INTO procrastinate_workers DEFAULT VALUES")


def notice(
    account_id: uuid.UUID, *, kind: str = "step_up.asked", expanded: bool = True, subject_id: uuid.UUID | None = None
) -> uuid.UUID:
    """A notice of two minutes ago."""
    notice_id, ago = new_id(), clock.now() - LONG_AGO
    run(
        "INSERT INTO notices (id, account_id, kind, subject_id, urgent, created_at, expanded_at)"
        " VALUES (:id, :account, :kind, :subject, true, :ago, :expanded)",
        id=notice_id,
        account=account_id,
        kind=kind,
        subject=subject_id,
        ago=ago,
        expanded=ago if expanded else None,
    )
    return notice_id


def delivery(notice_id: uuid.UUID, account_id: uuid.UUID, state: str, **columns: object) -> uuid.UUID:
    """A push of two minutes ago in that state."""
    delivery_id, ago = new_id(), clock.now() - LONG_AGO
    empty = dict.fromkeys(("lease_until", "handed_over_at", "shown_at", "failure"))
    values = {**empty, "next_attempt_at": ago, **columns}
    run(
        "INSERT INTO deliveries (id, notice_id, account_id, channel, topic, state, attempts, lease_until, next_attempt_at,"
        " handed_over_at, shown_at, failure) VALUES (:id, :notice, :account, 'push', 't', :state, 1, :lease_until,"
        " :next_attempt_at, :handed_over_at, :shown_at, :failure)",
        id=delivery_id,
        notice=notice_id,
        account=account_id,
        state=state,
        **values,
    )
    return delivery_id


def delivery_not_finished(cast: Cast) -> Mend:
    ago = clock.now() - LONG_AGO
    hung = delivery(notice(cast.asha.account_id), cast.asha.account_id, "claimed", lease_until=ago)
    return lambda: run(
        "UPDATE deliveries SET state = 'handed_over', handed_over_at = :at WHERE id = :id", id=hung, at=ago
    )


def delivery_waiting(cast: Cast) -> Mend:
    waits = delivery(notice(cast.asha.account_id), cast.asha.account_id, "waiting")
    return lambda: run("UPDATE deliveries SET state = 'failed', failure = 'too_late' WHERE id = :id", id=waits)


def notice_not_expanded(cast: Cast) -> Mend:
    lies = notice(cast.asha.account_id, expanded=False)
    return lambda: run("UPDATE notices SET expanded_at = :now WHERE id = :id", now=clock.now(), id=lies)


def refused_by_our_fault(cast: Cast) -> Mend:
    refused = delivery(notice(cast.asha.account_id), cast.asha.account_id, "failed", failure="push_refused")
    later = "UPDATE deliveries SET next_attempt_at = next_attempt_at - interval '2 hours' WHERE id = :id"
    return lambda: run(later, id=refused)


def sent_afterwards(cast: Cast) -> Mend:
    step_up = ask(cast.alex)
    call = notice(cast.asha.account_id, subject_id=uuid.UUID(step_up["id"]))
    let_the_engine_look()
    promise(cast.asha, step_up)
    at = clock.now() + timedelta(seconds=20)
    sent = delivery(call, cast.asha.account_id, "handed_over", handed_over_at=at)
    earlier = "UPDATE deliveries SET handed_over_at = :at WHERE id = :id"
    return lambda: run(earlier, at=at - LONG_AGO, id=sent)


def nobody_on_duty(cast: Cast) -> Mend:
    away = new_id()
    run(
        "INSERT INTO absences (id, account_id, from_at, until_at, made_by, made_at) VALUES (:id, :who, :from, :until, :who, :now)",
        id=away,
        who=cast.nia.account_id,
        now=clock.now(),
        **{"from": clock.now() + timedelta(days=3), "until": clock.now() + timedelta(days=4)},
    )
    return lambda: run("UPDATE absences SET ended_at = :now WHERE id = :id", now=clock.now(), id=away)


def no_confirmed_device(cast: Cast) -> Mend:
    run("UPDATE devices SET removed_at = :now WHERE account_id = :nia", now=clock.now(), nia=cast.nia.account_id)
    return lambda: give_a_phone(cast.nia)


def audit_chain_broken(cast: Cast) -> Mend:
    ask(cast.alex)
    change = "UPDATE audit_entries SET how = :how WHERE record_id = :id AND seq = 2"
    with tampering():
        tamper(change, how="nobody", id=cast.alex.record_id)

    def mend() -> None:
        with tampering():
            tamper(change, how=None, id=cast.alex.record_id)

    return mend


def other_schema(_: Cast) -> Mend:
    before = run("SELECT version_num FROM alembic_version").scalar_one()
    run("UPDATE alembic_version SET version_num = '0001'")
    return lambda: run("UPDATE alembic_version SET version_num = :before", before=before)


def clocks_differ(_: Cast) -> Mend:
    real = machine_checks.time
    machine_checks.time = SimpleNamespace(time=lambda: real.time() + 31)  # type: ignore[assignment]
    return lambda: setattr(machine_checks, "time", real)


BREAKS = {
    each.__name__: each
    for each in (
        due_not_advanced,
        promise_not_restarted,
        no_owner,
        no_lead,
        no_ladder_sweep,
        no_message_sweep,
        no_worker,
        delivery_not_finished,
        delivery_waiting,
        notice_not_expanded,
        refused_by_our_fault,
        sent_afterwards,
        nobody_on_duty,
        no_confirmed_device,
        audit_chain_broken,
        other_schema,
        clocks_differ,
    )
}
