"""What a lead may write, and what is worth a warning. Pure: facts go in, sentences come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from backend.care.hours import Week
from backend.step_up import ladder as rungs
from backend.step_up.ladder import CHANNELS, LONGEST_WAIT, MOST_RUNGS, SHORTEST_WAIT, WHOM, Ladder, Rung
from backend.step_up.ladder_words import LEAD_CALLS, say_minutes

DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
LONG_UNTIL_EVERYBODY = {rungs.TODAY: 60, rungs.FEW_DAYS: 480}


def faults(ladder: Ladder, other_teams: Collection[str]) -> dict[str, list[str]]:
    """What must be mended before this can be a ladder, in words by field. Empty when all is well."""
    found = {
        "rungs": [*_faults_of_all(ladder), *_faults_of_each(ladder.rungs, other_teams)],
        "repeat_minutes": _bounds("Tell everybody again after", ladder.repeat_minutes),
        "repeat_longest_minutes": _bounds("The longest wait is", ladder.repeat_longest_minutes),
    }
    if ladder.repeat_longest_minutes < ladder.repeat_minutes:
        found["repeat_longest_minutes"].append("The longest wait cannot be shorter than the first one.")
    return {field: words for field, words in found.items() if words}


def warnings(
    ladder: Ladder, urgency: str, *, has_lead: bool, empty_days: dict[str, list[date]], never_open: Iterable[str]
) -> list[str]:
    """What works and may surprise. `empty_days`: by desk, the days on which it stays empty while the team is open;
    `never_open`: names of other teams that are never open while this one is closed.
    """
    named = {rung.whom for rung in ladder.rungs}
    found = [f"{name} is never open while your team is closed. It will not be asked." for name in never_open]
    if rungs.DUTY in named:
        found += [f"Nobody is on the duty desk on {days}." for days in say_days(empty_days.get("duty", []))]
    found += [f"Nobody is on shift on {days}." for days in say_days(empty_days.get("shift", []))]
    if rungs.LEAD in named and not has_lead:
        found.append("This team has no lead. That step is passed over.")
    waits = _minutes_until_everybody(ladder)
    if waits > LONG_UNTIL_EVERYBODY[urgency]:
        found.append(f"It takes {say_minutes(waits)} until everybody on shift is told.")
    return found


def say_days(days: Iterable[date]) -> list[str]:
    """Saturdays, where it is so on every one of them in this fortnight; else the day itself."""
    unique = sorted(set(days))
    often = Counter(day.weekday() for day in unique)
    every = [DAYS[weekday] for weekday, times in sorted(often.items()) if times > 1]
    once = [f"{day:%A} {day.day} {day:%B}" for day in unique if often[day.weekday()] == 1]
    return [*every, *once]


def is_ever_needed(own: Week, other: Week, on_days: Iterable[date]) -> bool:
    """Whether the other team is open at a time on these days at which the own one is closed."""
    for day in on_days:
        for begins, ends in other.spans_on(day):
            for instant in (begins, *(closes for _, closes in own.spans_on(day) if begins <= closes < ends)):
                if other.is_open(instant) and not own.is_open(instant):
                    return True
    return False


def _faults_of_all(ladder: Ladder) -> list[str]:
    found = []
    if not ladder.own():
        found.append("Name at least one step in your own team.")
    if len(ladder.rungs) > MOST_RUNGS:
        found.append(f"Use at most {MOST_RUNGS} steps.")
    times = Counter((rung.whom, rung.team_id) for rung in ladder.rungs)
    found += [
        f"Name {LEAD_CALLS.get(whom, 'each other team')} only once." for (whom, _), often in times.items() if often > 1
    ]
    return found


def _faults_of_each(all_rungs: Iterable[Rung], other_teams: Collection[str]) -> list[str]:
    found = []
    for place, rung in enumerate(all_rungs, start=1):
        found += [f"Step {place}: {words}" for words in _faults_of(rung, other_teams)]
    return found


def _faults_of(rung: Rung, other_teams: Collection[str]) -> list[str]:
    found = _bounds("The wait is", rung.wait_minutes) + _bounds("The next way starts after", rung.next_channel_minutes)
    if rung.whom not in WHOM:
        found.append("Choose whom to tell.")
    if rung.whom == rungs.OTHER_TEAM and rung.team_id not in other_teams:
        found.append("Choose another team.")
    if rung.whom != rungs.OTHER_TEAM and rung.team_id is not None:
        found.append("Name a team only for a step to another team.")
    if not rung.channels or len(set(rung.channels)) < len(rung.channels) or not set(rung.channels) <= set(CHANNELS):
        found.append("Choose at least one way to tell them, each once.")
    return found


def _bounds(what: str, minutes: int) -> list[str]:
    if SHORTEST_WAIT <= minutes <= LONGEST_WAIT:
        return []
    return [f"{what} {minutes} minutes. Choose {SHORTEST_WAIT} to {LONGEST_WAIT}."]


def _minutes_until_everybody(ladder: Ladder) -> int:
    waits = 0
    for rung in ladder.own():
        if rung.whom == rungs.ON_SHIFT:
            break
        waits += rung.wait_minutes
    return waits
