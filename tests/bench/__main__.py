"""`make bench`: every figure beside its bar, as a table and as JSON in bench-results/."""

from __future__ import annotations

import json
import os
import platform
import signal
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

from backend.config import ROOT
from tests.bench.crowd import IN_A_CROWD, gather
from tests.bench.demo import DemoFigures, measure_demo
from tests.bench.hidden import HiddenFigures, measure_hidden
from tests.bench.load import CONNECTIONS, generator
from tests.bench.plan import PAGE_MS as PLAN_MS
from tests.bench.plan import PIN_LEAST_MS, PIN_MOST_MS, READY_MS, PlanFigures, measure_plan
from tests.bench.pushes import PushFigures, measure_pushes
from tests.bench.rates import CONTESTS, TURNS, Contest, Outcome, compete
from tests.bench.ratings import OF_RATINGS, PAGE_MS, PageFigures, fill_ratings, measure_page
from tests.bench.stage import PROCESSES, Stage, set_up
from tests.bench.sweep import SweepFigures, measure_sweep

RESULTS = ROOT / "bench-results"
OF_THE_FLOOR = {"accept a step-up": 0.6, "list of 60 open requests": 0.6, "store a DIALOG rating": 0.6}
ROW_SECURITY_BAR = 1.3
# With 500 tries of each, three times what chance alone makes of it.
NOISE = 0.055


@dataclass(frozen=True)
class Line:
    """One figure; `bar` in words, `reached` None where there is no bar."""

    what: str
    figure: str
    bar: str
    reached: bool | None


def main() -> None:
    """Measure one after the other, say each line as soon as it is known, write everything down."""
    # Whoever stops us stops the servers too: an exit goes through every block that started one.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    began, results = time.monotonic(), _circumstances()
    lines: list[Line] = []

    def say(name: str, figures: Any, new: list[Line]) -> None:
        results[name] = asdict(figures)
        lines.extend(new)
        for line in new:
            _print(_text(line))

    say("demo", demo := measure_demo(), _demo_lines(demo))
    say("plan on the phone", plan := measure_plan(), _plan_lines(plan))
    with set_up() as stage:
        # First, while these people have not asked for anything: what is not there must not be there.
        for figures in measure_hidden(stage):
            say(f"hidden {figures.what}", figures, [_hidden_line(figures)])
        for contest in CONTESTS:
            outcome = compete(stage, contest)
            say(contest.name, outcome, _rate_lines(contest, outcome))
        fill_ratings(stage)
        for contest in OF_RATINGS:
            outcome = compete(stage, contest)
            say(contest.name, outcome, _rate_lines(contest, outcome))
        say("page of 200 ratings", page := measure_page(stage), [_page_line(page)])
        gather(stage)
        for contest in IN_A_CROWD:
            outcome = compete(stage, contest)
            say(contest.name, outcome, _rate_lines(contest, outcome))
        _measure_engine(stage, say)
    results["seconds"] = round(time.monotonic() - began)
    results["lines"] = [asdict(line) for line in lines]
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{time.strftime('%Y-%m-%dT%H%M%SZ', time.gmtime())}.json"
    file.write_text(json.dumps(results, indent=1))
    _print(f"\nWritten to {file.relative_to(ROOT)} after {results['seconds']} s")


def _measure_engine(stage: Stage, say: Any) -> None:
    say("pushes", pushes := measure_pushes(stage), _push_lines(pushes))
    say("sweep", sweep := measure_sweep(stage), _sweep_lines(sweep))


def _circumstances() -> dict[str, Any]:
    found = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
        "web_processes": PROCESSES,
        "connections": CONNECTIONS,
        "turns": TURNS,
        "generator": generator(),
    }
    _print(", ".join(f"{name} {value}" for name, value in found.items()))
    return found


def _rate_lines(contest: Contest, outcome: Outcome) -> list[Line]:
    first, second = outcome.first.figures, outcome.second.figures
    figure = (
        f"{first.per_second:.0f} to {second.per_second:.0f} a second: {outcome.ratio:.2f}"
        f" ({outcome.lowest:.2f} to {outcome.highest:.2f}; by processor's time {outcome.cpu_ratio:.2f};"
        f" p99 {first.p99_ms:.0f} and {second.p99_ms:.0f} ms)"
    )
    what = f"{contest.name}, {contest.first} to {contest.second}"
    if contest.first == "as owner":
        return [Line(what, figure, f"at most {ROW_SECURITY_BAR}", outcome.ratio <= ROW_SECURITY_BAR)]
    bar = OF_THE_FLOOR.get(contest.name)
    return [Line(what, figure, f"at least {bar}" if bar else "", outcome.ratio >= bar if bar else None)]


def _push_lines(pushes: PushFigures) -> list[Line]:
    return [
        Line("accepted to handed over, p50", f"{pushes.p50_ms:.0f} ms", "at most 50 ms", pushes.p50_ms <= 50),
        Line("accepted to handed over, p99", f"{pushes.p99_ms:.0f} ms", "at most 1 s", pushes.p99_ms <= 1000),
        Line("lost", f"{pushes.lost} of {pushes.sent} ({pushes.twice} came twice)", "none", pushes.lost == 0),
    ]


def _page_line(page: PageFigures) -> Line:
    told = f"{page.p50_ms:.0f} ms (the quickest {page.least_ms:.0f}), {page.kilobytes:.0f} kB"
    return Line(
        "outcomes page of 200 ratings, one after the other", told, f"at most {PAGE_MS} ms", page.p50_ms <= PAGE_MS
    )


def _plan_lines(plan: PlanFigures) -> list[Line]:
    pin = f"{plan.pin_ms:.0f} ms ({plan.pin_iterations} rounds)"
    return [
        Line("plan, offline, cold, ÷4: a page of one word", f"{plan.floor_ms:.0f} ms", "the floor", None),
        Line("plan, offline, cold, ÷4: ready page", f"{plan.ready_ms:.0f} ms", *_at_most(plan.ready_ms, READY_MS)),
        Line("plan, offline, cold, ÷4: first section", f"{plan.use_ms:.0f} ms", *_at_most(plan.use_ms, PLAN_MS)),
        Line(
            "plan, offline, cold, ÷4: asks for the PIN", f"{plan.locked_ms:.0f} ms", *_at_most(plan.locked_ms, PLAN_MS)
        ),
        Line("plan, the same beside the PIN: a page of one word", f"{plan.locked_floor_ms:.0f} ms", "the floor", None),
        Line("PIN to key", pin, f"{PIN_LEAST_MS} ms to 1 s", PIN_LEAST_MS <= plan.pin_ms <= PIN_MOST_MS),
    ]


def _at_most(ms: float, bar: int) -> tuple[str, bool]:
    return f"at most {bar} ms", ms <= bar


def _hidden_line(figures: HiddenFigures) -> Line:
    told = f"{figures.hidden_ms:.2f} and {figures.empty_ms:.2f} ms: slower is hidden in {figures.tells:.0%} of pairs"
    is_noise = abs(figures.tells - 0.5) <= NOISE
    return Line(f"{figures.what}, hidden and not there", told, f"50 % ± {NOISE * 100:.0f}", is_noise)


def _sweep_lines(sweep: SweepFigures) -> list[Line]:
    idle, due = sweep.nothing_due_ms, sweep.hundred_due_ms
    return [
        Line("sweep, 10,000 open, none due", f"{idle:.1f} ms", "at most 200 ms", idle <= 200),
        Line("sweep of the messages, none due", f"{sweep.messages_ms:.1f} ms", "", None),
        Line("sweep that advances a hundred of them", f"{due:.0f} ms", "", None),
    ]


def _demo_lines(demo: DemoFigures) -> list[Line]:
    second = demo.second_start_s + demo.make_s
    each = ", ".join(f"{name} {size:.0f}" for name, size in demo.memory_mb.items())
    return [
        Line(
            "second start to first answer",
            f"{second:.1f} s (first {demo.first_start_s:.1f})",
            "at most 5 s",
            second <= 5,
        ),
        Line("memory of the demo", f"{demo.all_mb:.0f} MB ({each})", "at most 500 MB", demo.all_mb <= 500),
        Line(
            "memory of one web process", f"{demo.web_process_mb:.0f} MB", "at most 120 MB", demo.web_process_mb <= 120
        ),
    ]


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201 a table for whoever started it


def _text(line: Line) -> str:
    mark = {True: "reached", False: "NOT REACHED", None: ""}[line.reached]
    return f"{line.what:44} {line.figure:24} {line.bar:16} {mark}".rstrip()


if __name__ == "__main__":
    main()
