"""Operators are told once by each way, again after a day, and when it is over; a way that fails is tried again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from backend.core import clock
from backend.core.embedded_postgres import AUDITOR
from backend.watch.blindness import Blindness
from backend.watch.telling import Channel, News, tell_operators
from backend.watch.words import WORDS
from tests.cast import Cast
from tests.roles import role
from tests.watch.breaks import BREAKS
from tests.watch.watching import Watch, run, well_kept


@pytest.fixture
def broken(cast: Cast) -> Iterator[Watch]:
    """Nobody sweeps; nothing was told yet."""
    watch = well_kept(cast)
    BREAKS["no_ladder_sweep"](cast)
    return watch


def mend() -> None:
    run("UPDATE heartbeats SET at = :now", now=clock.now())


def test_what_is_still_so_after_a_day_is_told_again(broken: Watch) -> None:
    broken.look()
    assert len(broken.told) == 1
    with role(AUDITOR):
        tell_operators([broken.channel], clock.now() + timedelta(hours=23))
        assert len(broken.told) == 1
        tell_operators([broken.channel], clock.now() + timedelta(hours=25))
        tell_operators([broken.channel], clock.now() + timedelta(hours=25))
    assert len(broken.told) == 2
    assert "FOUND (still): " in broken.words[1]


def test_a_message_says_what_it_is_what_it_means_and_what_to_do(broken: Watch) -> None:
    broken.look()
    mend()
    broken.look()
    words, (found, over) = WORDS["no_ladder_sweep"], broken.words
    for sentence in (words.what, words.means, words.first, "- sweep ladders, since "):
        assert sentence in found
    assert f"OVER: {words.what}" in over
    assert re.search(r"from \d\d:\d\d on \d+ \w+ until \d\d:\d\d on", over)


def test_a_way_that_fails_pauses_and_is_tried_again(broken: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    broken.is_taken = False
    broken.look()
    broken.is_taken = True
    broken.look()
    assert broken.told == [], "It pauses after a failure."
    broken.channel._not_before = 0
    broken.look()
    broken.look()
    assert broken.told == [(["no_ladder_sweep"], [])]


def test_a_way_that_breaks_stops_neither_the_round_nor_the_other_way(broken: Watch) -> None:
    told: list[News] = []

    def fail(_: str, __: News) -> bool:
        raise RuntimeError

    def take(_: str, news: News) -> bool:
        told.append(news)
        return True

    ways = [Channel("mail", fail), Channel("webhook", take)]
    broken.look()
    with role(AUDITOR):
        for _ in range(3):
            tell_operators(ways, clock.now())
    assert [[row.kind for row in news.opened] for news in told] == [["no_ladder_sweep"]]


def test_what_was_over_before_it_could_be_told_is_told_once_as_over(broken: Watch) -> None:
    broken.is_taken = False
    broken.look()
    mend()
    broken.is_taken, broken.channel._not_before = True, 0
    broken.look()
    broken.look()
    assert broken.told == [([], ["no_ladder_sweep"])]


def test_many_are_one_message_with_the_first_of_them(cast: Cast) -> None:
    watch = Watch([])
    run(
        "INSERT INTO findings (id, kind, subject, opened_at) SELECT gen_random_uuid(), 'delivery_waiting', n::text, :now"
        " FROM generate_series(1, 300) n",
        now=clock.now(),
    )
    with role(AUDITOR):
        tell_operators([watch.channel], clock.now())
    (words,) = watch.words
    assert words.count("\n- ") == 21
    assert "- and 280 more" in words


def test_that_the_auditor_sees_nothing_is_told_once_by_each_way_and_that_it_is_over() -> None:
    told: list[tuple[str, str]] = []
    is_taken = {"mail": False, "webhook": True}

    def way(name: str) -> Channel:
        def send(words: str, _: News) -> bool:
            if is_taken[name]:
                told.append((name, words.partition(":")[0]))
            return is_taken[name]

        return Channel(name, send)

    blindness, ways = Blindness(), [way("mail"), way("webhook")]
    blindness.note(False, ways, clock.now())
    for _ in range(3):
        blindness.note(True, ways, clock.now())
    assert told == [("webhook", "FOUND")]
    is_taken["mail"], ways[0]._not_before = True, 0
    blindness.note(True, ways, clock.now())
    assert told[1:] == [("mail", "FOUND")]
    for _ in range(3):
        blindness.note(False, ways, clock.now())
    assert sorted(told[2:]) == [("mail", "OVER"), ("webhook", "OVER")]
