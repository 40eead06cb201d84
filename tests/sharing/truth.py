"""The truth table of access: every way to a record and every reason why it is none, with what it opens.

docs/who-may-see-what.md is drawn from it by `make fix`; test_truth.py asks the database the same.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.cast import Cast
from tests.sharing import ways
from tests.sharing.ways import HOUR, NOW, SECOND

SECTIONS = ("care", "step_ups", "about_me", "goals")
LEVELS = ("", "see", "see, add", "all")
OTHER_SESSION = uuid.UUID(int=7)
HERE = uuid.UUID(int=8)

NOTHING, NAME_ONLY, TEAMS_OWN = (0, 0, 0, 0), (1, 0, 0, 0), (3, 3, 0, 0)


@dataclass(frozen=True)
class Case:
    """`who` asks after `arrange`; `levels` are what the sections of SECTIONS open to them. In each, Alex's record is meant."""

    who: str
    words: str
    arrange: Callable[[Cast], object]
    levels: tuple[int, int, int, int]


def _nothing(_: Cast) -> None:
    """As the cast begins."""


def _trusting(**grant: Any) -> Callable[[Cast], object]:
    """Jo is trusted, and may see About me under these terms."""
    return lambda cast: ways.share(cast, "about_me", ways.trust(cast, cast.jo), **grant)


def _all_of(*arrange: Callable[[Cast], object]) -> Callable[[Cast], object]:
    return lambda cast: [one(cast) for one in arrange]


def _team(**grant: Any) -> Callable[[Cast], object]:
    return lambda cast: ways.share(cast, "about_me", **grant)


def _ended(how: str) -> Callable[[Cast], object]:
    def arrange(cast: Cast) -> object:
        trusted = ways.trust(cast, cast.jo, ended_at=NOW, ended_how=how)
        return ways.share(cast, "about_me", trusted)

    return arrange


def _glass(session_id: uuid.UUID, **changes: Any) -> Callable[[Cast], object]:
    return lambda cast: ways.break_glass(cast, cast.nia, session_id, **changes)


asks, stops = ways.ask_for_support, ways.stop_all

CASES = (
    Case("alex", "the person herself", _nothing, (3, 3, 3, 3)),
    Case("alex", "the person herself, with all sharing stopped", stops, (3, 3, 3, 3)),
    Case("asha", "her team, nothing decided", _nothing, TEAMS_OWN),
    Case("asha", "her team, shared to see", _team(), (3, 3, 1, 0)),
    Case("asha", "her team, shared to see and add", _team(may_add=True), (3, 3, 3, 0)),
    Case("asha", "her team, decided against", _team(decision="not_shared"), TEAMS_OWN),
    Case("asha", "her team, taken back", _team(until_at=NOW), TEAMS_OWN),
    Case("asha", "her team, before it begins", _team(starts_at=HOUR), TEAMS_OWN),
    Case("asha", "her team, after its end", _team(ends_at=-SECOND), TEAMS_OWN),
    Case("asha", "her team, only while a request is open: none is", _team(only_while_open=True), TEAMS_OWN),
    Case(
        "asha",
        "her team, only while a request is open: one is",
        _all_of(_team(only_while_open=True), asks),
        (3, 3, 1, 0),
    ),
    Case("asha", "her team, all sharing stopped", _all_of(_team(), stops), TEAMS_OWN),
    Case("asha", "a worker who has left her team", _all_of(_team(), lambda cast: ways.leave_team(cast.asha)), NOTHING),
    Case("asha", "her old team", _all_of(_team(), lambda cast: ways.move_to(cast, cast.hillside)), NOTHING),
    Case(
        "nia",
        "her new team: what she shared with the old one does not follow",
        _all_of(_team(), lambda cast: ways.move_to(cast, cast.hillside)),
        TEAMS_OWN,
    ),
    Case("nia", "a worker of another team", _team(), NOTHING),
    Case("nia", "a team that helps with a request, as long as that request is open", ways.be_helped, (1, 3, 0, 0)),
    Case(
        "nia",
        "a team that helped, less than an hour after: no request is open",
        lambda cast: ways.be_helped(cast, HOUR / 2),
        (1, 3, 0, 0),
    ),
    Case(
        "nia",
        "a team that helped, over an hour ago: no request is open",
        lambda cast: ways.be_helped(cast, HOUR * 2),
        NOTHING,
    ),
    Case("sam", "another person of the same team", _team(), NOTHING),
    Case("jo", "a stranger", _team(), NOTHING),
    Case("nobody", "nobody signed in", _team(), NOTHING),
    Case("jo", "invited, not accepted", lambda cast: ways.share(cast, "about_me", ways.trust(cast, None)), NOTHING),
    Case("jo", "trusted, nothing shared", lambda cast: ways.trust(cast, cast.jo), NAME_ONLY),
    Case("jo", "trusted, shared to see", _trusting(), (1, 0, 1, 0)),
    Case("jo", "trusted, shared to see and add", _trusting(may_add=True), (1, 0, 2, 0)),
    Case(
        "jo",
        "trusted, requests to see",
        lambda cast: ways.share(cast, "step_ups", ways.trust(cast, cast.jo)),
        (1, 1, 0, 0),
    ),
    Case(
        "jo",
        "trusted, requests to see and add",
        lambda cast: ways.share(cast, "step_ups", ways.trust(cast, cast.jo), may_add=True),
        (1, 2, 0, 0),
    ),
    Case("jo", "trusted, decided against", _trusting(decision="not_shared"), NAME_ONLY),
    Case("jo", "trusted, taken back", _trusting(until_at=NOW), NAME_ONLY),
    Case("jo", "trusted, before it begins", _trusting(starts_at=HOUR), NAME_ONLY),
    Case("jo", "trusted, after its end", _trusting(ends_at=-SECOND), NAME_ONLY),
    Case("jo", "trusted, only while a request is open: none is", _trusting(only_while_open=True), NAME_ONLY),
    Case(
        "jo",
        "trusted, only while a request is open: one is",
        _all_of(_trusting(only_while_open=True), asks),
        (1, 0, 1, 0),
    ),
    Case(
        "jo",
        "trusted, only while a request is open: it is closed",
        _all_of(_trusting(only_while_open=True), lambda cast: asks(cast, "closed")),
        NAME_ONLY,
    ),
    Case(
        "jo",
        "trusted, only while a request is open: it was taken back",
        _all_of(_trusting(only_while_open=True), lambda cast: asks(cast, "withdrawn")),
        NAME_ONLY,
    ),
    Case("jo", "trusted, all sharing stopped", _all_of(_trusting(), stops), NAME_ONLY),
    Case(
        "jo",
        "trusted, stopped and undone",
        _all_of(_trusting(), lambda cast: stops(cast, undone_at=NOW)),
        (1, 0, 1, 0),
    ),
    Case("jo", "trusted once, removed", _ended("removed"), NOTHING),
    Case("jo", "trusted once, has left", _ended("left"), NOTHING),
    Case("nia", "emergency access", _glass(HERE), (1, 1, 1, 0)),
    Case("nia", "emergency access, in another of their sessions", _glass(OTHER_SESSION), NOTHING),
    Case("nia", "emergency access, given back", _glass(HERE, ended_at=NOW), NOTHING),
    Case(
        "nia",
        "emergency access, its time over",
        _glass(HERE, began_at=-2 * HOUR, ends_at=-SECOND),
        NOTHING,
    ),
    Case(
        "nia",
        "emergency access, has left every team",
        _all_of(_glass(HERE), lambda cast: ways.leave_team(cast.nia)),
        NOTHING,
    ),
    Case("jo", "emergency access of somebody else", _glass(HERE), NOTHING),
)

PAGE = """# Who may see what

Drawn from `tests/sharing/truth.py` by `make fix`; the tests ask the database each line. `care` is the person's name, team and
key worker. *See* opens a section, *see, add* lets somebody write in it beside what is there, *all* lets them change it too.

| Who | care | step_ups | about_me | goals |
|---|---|---|---|---|
{rows}
"""


def page() -> str:
    """The table as a page. Where a line shares anything, it is About me, unless it says requests."""
    rows = (f"| {case.words} | {' | '.join(LEVELS[level] for level in case.levels)} |" for case in CASES)
    return PAGE.format(rows="\n".join(rows))
