"""A ladder in sentences: for the lead who writes it, and for the person before she asks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend.step_up import ladder as rungs
from backend.step_up.ladder import CHANNELS, NEXT_CHANNEL_MINUTES, Ladder, Rung

AN_HOUR = 60

LEAD_CALLS = {
    rungs.KEY_WORKER: "the key worker",
    rungs.COVER: "whoever covers the key worker while they are away",
    rungs.DUTY: "the duty desk",
    rungs.ON_SHIFT: "everybody on shift",
    rungs.LEAD: "the team lead",
}
PERSON_CALLS = {
    rungs.DUTY: "the duty desk",
    rungs.ON_SHIFT: "everybody on shift in your team",
    rungs.LEAD: "the team lead",
}
CHANNEL_WORDS = {"push": "a message on their phone or computer", "text": "a text", "email": "an e-mail"}
UNTIL_SOMEBODY = "We go on until somebody answers."


@dataclass(frozen=True)
class Near:
    """Whom the first rungs mean for one person just now, by first name. `cover` answers while the key worker is away."""

    key_worker: str | None
    is_away: bool = False
    cover: str | None = None


def say_minutes(minutes: int) -> str:
    """20 minutes, 1 hour, 2 hours 5 minutes."""
    hours, rest = divmod(minutes, AN_HOUR)
    parts = [_count(hours, "hour"), _count(rest, "minute")]
    return " ".join(part for part in parts if part) or "0 minutes"


def preview(ladder: Ladder, teams: Mapping[str, str]) -> list[str]:
    """What this ladder does, for staff. `teams`: the names of other teams by id."""
    own = ladder.own()
    sentences = [
        f"{'We tell' if place == 0 else 'Then we tell'} {LEAD_CALLS[rung.whom]} and wait {say_minutes(rung.wait_minutes)}."
        for place, rung in enumerate(own)
    ]
    if own and own[0].whom == rungs.KEY_WORKER and not any(rung.whom == rungs.COVER for rung in own):
        sentences.insert(1, "While the key worker is away, we tell whoever covers them instead.")
    sentences += _top(ladder)
    sentences += [_helps(rung, teams) for rung in ladder.other_teams()]
    return [*sentences, "Waits count only while the team is open.", *_ways(ladder.rungs)]


def will_happen(ladder: Ladder, near: Near) -> list[str]:
    """What happens when this person asks now, while the team is open."""
    told = [(name, rung.wait_minutes) for rung in ladder.own() if (name := _named(rung, ladder, near))]
    if not told:
        return [f"We tell {PERSON_CALLS[rungs.ON_SHIFT]} now.", UNTIL_SOMEBODY]
    sentences = _away(near) if ladder.own()[0].whom in (rungs.KEY_WORKER, rungs.COVER) else []
    sentences.append(f"We tell {told[0][0]} now.")
    nexts = [*[name for name, _ in told[1:]], PERSON_CALLS[rungs.ON_SHIFT]]
    if nexts[0] != told[0][0]:
        sentences.append(f"If nobody has answered in {say_minutes(told[0][1])}, we ask {nexts[0]}.")
    later = [name for name in nexts[1:] if name != nexts[0]]
    if later:
        sentences.append(f"After that {_list(dict.fromkeys(later))}.")
    return [*sentences, UNTIL_SOMEBODY]


def _top(ladder: Ladder) -> list[str]:
    own = ladder.own()
    again = say_minutes(ladder.repeat_minutes)
    grows = ladder.repeat_longest_minutes > ladder.repeat_minutes
    longer = f", then after longer each time, up to {say_minutes(ladder.repeat_longest_minutes)}" if grows else ""
    already_told = bool(own) and own[-1].whom == rungs.ON_SHIFT
    them = "We tell them again" if already_told else "Then we tell everybody on shift, and again"
    return [
        f"{them} after {again}{longer}.",
        "If nobody is on shift, we tell the team lead. If there is none, we tell the whole team.",
        "This goes on until somebody answers.",
    ]


def _helps(rung: Rung, teams: Mapping[str, str]) -> str:
    name = teams.get(rung.team_id or "", "another team")
    return f"While our team is closed and {name} is open, we ask {name}: the duty desk first, then everybody on shift there."


def _ways(rungs_: Iterable[Rung]) -> list[str]:
    """How messages go out, where all rungs say the same; else for each that differs."""
    usual = (CHANNELS, NEXT_CHANNEL_MINUTES)
    ways = list(dict.fromkeys((rung.channels, rung.next_channel_minutes) for rung in rungs_)) or [usual]
    if len(ways) == 1:
        return [f"Each message goes out as {_way(*ways[0])}."]
    return [
        f"{_sentence_case(LEAD_CALLS.get(rung.whom, 'the other team'))} gets {_way(rung.channels, rung.next_channel_minutes)}."
        for rung in rungs_
    ]


def _way(channels: tuple[str, ...], minutes: int) -> str:
    first, *others = [CHANNEL_WORDS[channel] for channel in channels]
    if not others:
        return first
    return f"{first}; if it is not seen in {say_minutes(minutes)}, also as {', then '.join(others)}"


def _named(rung: Rung, ladder: Ladder, near: Near) -> str | None:
    """Whom this rung means for her just now; None where it would be passed over."""
    if rung.whom == rungs.KEY_WORKER:
        has_own_rung = any(one.whom == rungs.COVER for one in ladder.rungs)
        return near.key_worker if not near.is_away else None if has_own_rung else near.cover
    if rung.whom == rungs.COVER:
        return near.cover if near.is_away else None
    return PERSON_CALLS[rung.whom]


def _away(near: Near) -> list[str]:
    if not near.is_away or near.key_worker is None:
        return []
    covers = f" {near.cover} answers for them." if near.cover else ""
    return [f"{near.key_worker} is away just now.{covers}"]


def _list(names: Iterable[str]) -> str:
    *firsts, last = names
    return f"{', then '.join(firsts)}, then {last}" if firsts else last


def _sentence_case(words: str) -> str:
    return words[0].upper() + words[1:]


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
