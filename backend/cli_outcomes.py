"""`waymark instruments …` and `waymark export …`: questionnaires as data, and what was answered, for the trust."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from backend.cli_settings import as_owner, config_here


@click.group()
def instruments() -> None:
    """The questionnaires that people can be asked for."""


@instruments.command(name="check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_instrument(file: Path) -> None:
    """Say what is wrong with a questionnaire (our own format, or a FHIR R4 Questionnaire), line by line. Changes nothing."""
    from backend.outcomes.loading import read_instrument

    read = read_instrument(file.read_text())
    for remark in read.remarks:
        print(f"{file.name}, {remark} (It is left out.)", file=sys.stderr)
    if read.instrument is None:
        sys.exit("\n".join(f"{file.name}, {fault}" for fault in read.faults))
    print(f"{read.instrument.title}: {len(read.instrument.items)} questions, nothing to mend.")


@instruments.command(name="add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def add_instrument(context: click.Context, file: Path) -> None:
    """Add a questionnaire that the trust may use. Running processes know it at once."""
    from backend.core.work import one_transaction
    from backend.outcomes import catalogue
    from backend.outcomes.loading import read_instrument

    context.invoke(check_instrument, file=file)
    read = read_instrument(file.read_text())
    with as_owner(), one_transaction():
        assert read.instrument is not None
        try:
            is_new = catalogue.add_instrument(read.instrument, read.document)
        except catalogue.CannotAdd as problem:
            sys.exit(str(problem))
        print("Added." if is_new else "It is there already.")


@instruments.command(name="list")
def list_instruments() -> None:
    """The questionnaires that there are, each in its newest version."""
    from backend.outcomes import catalogue

    with as_owner():
        for one in catalogue.newest_of_all():
            print(f"{one.key} {one.version}: {one.title} ({len(one.items)} questions). {one.licence}")


@click.group()
def export() -> None:
    """Files for the trust."""


@export.command(name="mhsds-scores")
@click.option("--team", "team_id", type=click.UUID, required=True, help="The team's id.")
@click.option("--as", "email", required=True, help="The e-mail address of a lead of that team.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), default="2000-01-01", help="The first day.")
@click.option("--until", "last", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The last day.")
def export_mhsds_scores(team_id: UUID, email: str, first: datetime, last: datetime | None) -> None:
    """Coded scores of a team's people as CSV, as that lead may see them; each person sees in her log that it was done."""
    from backend.app import make_base
    from backend.core.errors import Refusal
    from backend.core.work import one_transaction
    from backend.goals import service as goals
    from backend.outcomes import export as exporting

    sources = [("dialog_results", exporting.scores_of_ratings), ("goals", goals.scores_of_goals)]
    with config_here() as config, make_base(config, config.database_url).app_context(), one_transaction():
        actor = exporting.act_for(email)
        if actor is None:
            sys.exit("No account has this address.")
        try:
            count = exporting.export_scores(actor, team_id, exporting.days(first, last), sources, sys.stdout)
        except Refusal as refusal:
            sys.exit(refusal.words)
        print(f"{count} scores.", file=sys.stderr)
