"""`waymark auditor`, `waymark doctor`, `waymark step-ups …`: for those who run the service. Opaque ids only, nobody's words."""

from __future__ import annotations

import json
import sys
import uuid

import click

from backend.cli_settings import as_owner, config_here
from backend.config import NotConfigured


@click.command()
def auditor() -> None:
    """Watch over the engine, from a process and a database role of its own."""
    from backend import auditor as process
    from backend.config import read_auditor_config

    process.run(read_auditor_config())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of {about, level, words}.")
def doctor(as_json: bool) -> None:
    """Look at everything that can be wrong. Exit code 0: all is well; 1: somebody should look; 2: something is broken."""
    from backend.watch import doctor as looks
    from backend.watch.ailments import broken

    try:
        with config_here() as config:
            said = looks.look_at_everything(config)
    except NotConfigured as problem:
        said = [broken("settings", str(problem))]
    if as_json:
        print(json.dumps([line.__dict__ for line in said], indent=1))
    else:
        for line in said:
            print(f"{line.level:<7} {line.about}: {line.words}")
    sys.exit(looks.exit_code(said))


@click.group(name="step-ups")
def step_ups() -> None:
    """Requests as the engine has them: ids, states and times, never what somebody wrote."""


@step_ups.command(name="list")
def list_step_ups() -> None:
    """Every open step-up, those due first."""
    from backend.core import clock
    from backend.watch import step_ups as looks

    with as_owner():
        lines = looks.list_open(clock.now())
        print("\n".join(lines) if lines else "No step-up is open.")


@step_ups.command(name="show")
@click.argument("step_up_id", type=click.UUID)
def show_step_up(step_up_id: uuid.UUID) -> None:
    """The whole history of one step-up: events, nudges, messages; times as clocks in London show them."""
    from backend.watch import step_ups as looks

    with as_owner():
        lines = looks.history_of(step_up_id)
        if not lines:
            sys.exit("No step-up has this id.")
        print("\n".join(lines))


@step_ups.command(name="nudge")
@click.argument("step_up_id", type=click.UUID)
def nudge_step_up(step_up_id: uuid.UUID) -> None:
    """Have the next rung of a step-up told now. Never moves its state; stands in its history and in the audit."""
    from backend.core import clock
    from backend.core.work import one_transaction
    from backend.watch import step_ups as looks

    with as_owner(), one_transaction():
        is_nudged, words = looks.nudge(step_up_id, clock.now())
        print(words)
    sys.exit(0 if is_nudged else 1)
