"""Requests a second, ours beside the floor, turn by turn: A B A B. What counts is the ratio."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.load import Ask, Figures, put_load
from tests.bench.stage import Stage

TURNS = 5
SECONDS = 2
WARM_UP_SECONDS = 1


@dataclass(frozen=True)
class Contest:
    """`work` asked of two in turn; the ratio is of the first to the second."""

    name: str
    first: str
    second: str
    once: bool
    asks: Callable[[Stage, str], list[Ask]]


CONTESTS = (
    Contest("accept a step-up", "ours", "floor", True, Stage.asks),
    Contest("list of 60 open requests", "ours", "floor", False, Stage.lists),
    Contest("read one request", "ours", "floor", False, Stage.reads),
    Contest("list read as the owner", "as owner", "ours", False, Stage.lists),
)


@dataclass(frozen=True)
class Turn:
    """Figures, and the processor's time that server and database took for each request, in milliseconds."""

    figures: Figures
    cpu_ms: float


@dataclass(frozen=True)
class Outcome:
    """Medians of all turns. `cpu_ratio` is steadier than `ratio` where others use the machine too."""

    name: str
    first: Turn
    second: Turn
    ratio: float
    lowest: float
    highest: float
    cpu_ratio: float


def compete(stage: Stage, contest: Contest, turns: int = TURNS) -> Outcome:
    """The median ratio of the turns, its range, and the median figures of both."""
    who = (contest.first, contest.second)
    for one in who:
        _turn(stage, contest, one, WARM_UP_SECONDS)
    pairs = [tuple(_turn(stage, contest, one, SECONDS) for one in who) for _ in range(turns)]
    ratios = [first.figures.per_second / second.figures.per_second for first, second in pairs]
    return Outcome(
        contest.name,
        _middle([first for first, _ in pairs]),
        _middle([second for _, second in pairs]),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
        statistics.median(second.cpu_ms / first.cpu_ms for first, second in pairs),
    )


def _turn(stage: Stage, contest: Contest, who: str, seconds: float) -> Turn:
    asks = contest.asks(stage, who)
    before = stage.cpu_seconds(who)
    figures = put_load(stage.ports[who], stage.address, asks, seconds=None if contest.once else seconds)
    if figures.faults:
        raise SystemExit(f"{contest.name} of {who}: {figures.faults} of {figures.requests} went wrong.")
    return Turn(figures, (stage.cpu_seconds(who) - before) * 1000 / figures.requests)


def _middle(turns: list[Turn]) -> Turn:
    return sorted(turns, key=lambda turn: turn.figures.per_second)[len(turns) // 2]
