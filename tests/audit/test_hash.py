"""The hash tells any two entries apart: no field runs into the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from backend.config import Config

COLUMNS = (
    "id, chain_id, seq, hash, at, action, actor_id, actor_kind, actor_role, team_id, session_id, record_id, section, "
    "subject_id, how, detail"
)
HASH = f"SELECT audit_hash(%s, ROW({', '.join(['%s'] * 16)})::audit_entries)"

# Few letters, so that neighbours often hold the same ones in another split.
words = st.text("ab\x01 0", max_size=4)
uuids = st.uuids()
maybe_words, maybe_uuids = st.none() | words.filter(bool), st.none() | uuids
instants = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001
details = st.dictionaries(words, words | st.integers(0, 9) | st.none(), max_size=3)

entry = st.tuples(
    uuids, uuids, st.integers(1, 300), st.just(b""), instants, words, maybe_uuids, words, maybe_words, maybe_uuids,
    maybe_uuids, maybe_uuids, maybe_words, maybe_uuids, maybe_words, details,
)  # fmt: skip
DETAIL, WORDS_AT = 15, (5, 7, 8, 12, 14)
CAREFUL = settings(
    max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def owner(config: Config) -> Iterator[psycopg.Connection]:
    with psycopg.connect(config.owner_database_url) as connection:
        yield connection


def hash_of(owner: psycopg.Connection, row: tuple[Any, ...], previous: bytes = b"") -> bytes:
    found = owner.execute(HASH, (previous, *row[:DETAIL], Jsonb(row[DETAIL]))).fetchone()
    assert found is not None
    return bytes(found[0])


@CAREFUL
@given(row=entry)
def test_it_depends_on_nothing_but_the_entry_and_the_one_before(
    owner: psycopg.Connection, row: tuple[Any, ...]
) -> None:
    first = hash_of(owner, row)
    assert len(first) == 32
    assert hash_of(owner, row) == first
    assert hash_of(owner, (*row[:3], b"anything", *row[4:])) == first, "The hash is not part of itself."
    assert hash_of(owner, row, previous=first) != first


@CAREFUL
@given(row=entry, other=entry, at=st.sampled_from([place for place in range(16) if place != 3]))
def test_one_other_field_is_another_hash(
    owner: psycopg.Connection, row: tuple[Any, ...], other: tuple[Any, ...], at: int
) -> None:
    assume(row[at] != other[at])
    assert hash_of(owner, row) != hash_of(owner, (*row[:at], other[at], *row[at + 1 :]))


@CAREFUL
@given(row=entry, text=st.text("ab", min_size=2, max_size=6), data=st.data())
def test_no_field_runs_into_the_next(
    owner: psycopg.Connection, row: tuple[Any, ...], text: str, data: st.DataObject
) -> None:
    """The same letters, split otherwise between two fields."""
    first, second = sorted(data.draw(st.lists(st.sampled_from(WORDS_AT), min_size=2, max_size=2, unique=True)))
    one, two = data.draw(st.lists(st.integers(1, len(text)), min_size=2, max_size=2, unique=True))

    def split(at: int) -> tuple[Any, ...]:
        changed = list(row)
        changed[first], changed[second] = text[:at], text[at:]
        return tuple(changed)

    assert hash_of(owner, split(one)) != hash_of(owner, split(two))


@pytest.mark.parametrize("at", [8, 12, 14], ids=["actor_role", "section", "how"])
def test_nothing_said_and_an_empty_word_are_two_things(owner: psycopg.Connection, at: int) -> None:
    row = (*[None] * 16,)
    filled = list(row)
    filled[:6] = ["00000000-0000-0000-0000-000000000001"] * 2 + [
        1,
        b"",
        datetime(2026, 1, 1, tzinfo=UTC),
        "test.happened",
    ]
    filled[7], filled[DETAIL] = "account", {}
    empty = [*filled[:at], "", *filled[at + 1 :]]
    assert hash_of(owner, tuple(filled)) != hash_of(owner, tuple(empty))


def test_the_test_hashes_the_table_as_it_is(owner: psycopg.Connection) -> None:
    found = owner.execute(
        "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = 'audit_entries'"
    )
    assert found.fetchone() == (COLUMNS,)
