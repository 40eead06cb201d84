"""`waymark staff-rules …`, `waymark staff stop`: who of a trust's staff is let in as what, and letting somebody go by hand."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

import click

from backend.cli_settings import as_owner


@click.group(name="staff-rules")
def staff_rules() -> None:
    """Which facts about a member of staff, as their sign-in sends them, give which place in which team."""


@staff_rules.command(name="set")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
def set_rules(file: Path, yes: bool) -> None:
    """Put the rules of FILE in the place of all that this sign-in had. Says first what that changes, and for whom.

    FILE is JSON: {"provider": "…", "rules": [{"team": "Organisation / Team", "role": "worker", "claims": ["groups=waymark"]}]}
    """
    from backend.admission import staff_rules as rules
    from backend.admission.staff_rules_file import WrongRules, read_rules
    from backend.core import clock
    from backend.core.work import one_transaction

    with as_owner(), one_transaction():
        try:
            plan = rules.compare(*read_rules(file))
        except WrongRules as problem:
            sys.exit(f"Nothing was changed.\n{problem}")
        print("\n".join(rules.plan_words(plan)))
        if not (plan.new or plan.ending or plan.losing):
            print("Nothing changes.")
        elif yes or click.confirm("\nShall this be done?"):
            rules.put_in_force(plan, clock.now())
            print("Done.")
        else:
            print("Nothing was changed.")


@staff_rules.command(name="show")
def show_rules() -> None:
    """The rules of each staff sign-in in words, and how many have a place by it."""
    from backend.admission import staff_rules as rules
    from backend.openid.providers import all_providers

    with as_owner():
        said = [rules.show_words(provider) for provider in all_providers() if provider.kind == "staff"]
        if not said:
            sys.exit("There is no staff sign-in: WAYMARK_PROVIDERS_FILE names none.")
        print("\n\n".join("\n".join(lines) for lines in said))


@click.group()
def staff() -> None:
    """Members of staff."""


@staff.command(name="stop")
@click.argument("who")
def stop_staff(who: str) -> None:
    """Let a member of staff go now. WHO is their e-mail address, mobile number or account id.

    They are signed out everywhere and have no place in any team. What they promised goes to others at once; what they hold is
    for their leads to hand over.
    """
    from backend.admission.staff_stopping import stop_staff as stop
    from backend.core import clock
    from backend.core.work import one_transaction

    with as_owner(), one_transaction():
        account_id = _account(who)
        if account_id is None:
            sys.exit("Nobody has this address or id. Nothing was changed.")
        stopped = stop(account_id, clock.now())
        print(f"Signed out everywhere. Places ended: {len(stopped.team_ids)}. Leads told: {stopped.leads_told}.")
        if stopped.team_ids and not stopped.leads_told:
            print("Nobody leads these teams now. Make somebody a lead, who can hand over what was left.")
        for provider in stopped.providers:
            print(f"The sign-in {provider} may let them in again: take their role away there too.")


def _account(who: str) -> uuid.UUID | None:
    from backend.core.db import db
    from backend.core.errors import Invalid
    from backend.identity import service as identity
    from backend.identity.models import Account

    try:
        found = db.session.get(Account, uuid.UUID(who))
    except ValueError:
        try:
            found = identity.find_account_by_contact(who)
        except Invalid:
            return None
    return found.id if found else None
