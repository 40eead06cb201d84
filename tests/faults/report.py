"""A fault run in words: what happened, each figure beside its bar, and in full what does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.faults.fault_run import FaultRun
from tests.faults.reckoning import Figure

DETAILS = 8


def holds(run: FaultRun, figures: list[Figure]) -> bool:
    """Whether every figure reaches its bar, and nothing went wrong that no figure counts."""
    return all(figure.holds for figure in figures) and not run.journal.trouble


def report(run: FaultRun, figures: list[Figure], seconds: float) -> str:
    """To be printed."""
    return "\n".join(
        [*_what_happened(run), "", *_table(figures), *_broken(run, figures), "", f"seed {run.seed}, {seconds:.0f} s"]
    )


def _what_happened(run: FaultRun) -> Iterator[str]:
    journal = run.journal
    yield f"{len(journal.kills)} times SIGKILL: {_counted(journal.kills)}"
    yield f"{len(journal.accepted)} requests of {len(journal.people)} people; {_numbers(journal.acts)}"
    yield f"changes of the clocks passed: {', '.join(sorted(run.time.changes)) or 'none'}"
    yield f"pushes answered: {_counted(str(push.status or 'reset') for push in run.service.receiver.pushes)}"
    yield f"clients' requests answered: {_numbers(journal.answers)}"


def _table(figures: list[Figure]) -> Iterator[str]:
    width = max(len(figure.what) for figure in figures)
    for figure in figures:
        yield f"{'ok    ' if figure.holds else 'BROKEN'}  {figure.what:<{width}}  {figure.found}  (bar: {figure.bar})"


def _broken(run: FaultRun, figures: list[Figure]) -> Iterator[str]:
    for figure in figures:
        yield from (f"  {figure.what}: {detail}" for detail in figure.details[:DETAILS] if not figure.holds)
    yield from (f"  trouble: {words}" for words in run.journal.trouble[:DETAILS])


def _counted(words: Iterable[str]) -> str:
    there = list(words)
    return ", ".join(f"{there.count(word)} {word}" for word in sorted(set(there)))


def _numbers(counter: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in sorted(counter.items()))
