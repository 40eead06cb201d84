"""The clock, ids, the actor, schemas and the database's roles."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from marshmallow import Schema, ValidationError, fields

from backend.core import api, clock, embedded_postgres, schemas
from backend.core.actor import RECENT_SIGN_IN, Actor, TeamRole
from backend.core.ids import new_id, new_token
from backend.core.schemas import WORDS_MAX, Input, Words, one_of


def test_the_clock_is_aware_and_in_utc(time_machine_at) -> None:
    instant = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)
    with time_machine_at(instant):
        assert clock.now().tzinfo is UTC
        assert clock.now() - instant < timedelta(seconds=5)


@pytest.mark.parametrize(("month", "hour"), [(1, 12), (7, 13)])
def test_london_has_summer_time(month: int, hour: int) -> None:
    noon = datetime(2026, month, 1, 12, tzinfo=UTC)
    assert clock.in_london(noon).hour == hour
    assert clock.in_london(noon) == noon


def test_newer_ids_sort_after_older_ones() -> None:
    ids = []
    for _ in range(5):
        ids.append(new_id())
        time.sleep(0.002)
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}
    assert len({new_id() for _ in range(1000)}) == 1000


def test_tokens_are_long_and_fit_in_a_link() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


def an_actor(**changes) -> Actor:
    now = clock.now()
    held = {"account_id": new_id(), "session_id": new_id(), "signed_in_at": now, "idle_ends_at": now, "ends_at": now}
    return Actor(**{**held, **changes})


def test_an_actor_is_a_person_by_her_record_and_a_worker_by_her_teams() -> None:
    riverside, hillside = new_id(), new_id()
    nobody_yet = an_actor()
    both = an_actor(record_id=new_id(), teams=(TeamRole(riverside, "lead"),))
    assert (nobody_yet.is_person, nobody_yet.is_worker) == (False, False)
    assert (both.is_person, both.is_worker) == (True, True)
    assert (both.role_in(riverside), both.role_in(hillside)) == ("lead", None)


def test_a_sign_in_is_recent_for_a_quarter_of_an_hour() -> None:
    actor = an_actor()
    assert actor.signed_in_recently(actor.signed_in_at + RECENT_SIGN_IN)
    assert not actor.signed_in_recently(actor.signed_in_at + RECENT_SIGN_IN + timedelta(seconds=1))


class Note(Input):
    words = Words(required=True)
    short = Words(longest=3)
    how = fields.String(validate=one_of("ring", "text"))


@pytest.mark.parametrize("words", ["", "a" * WORDS_MAX, "Zoë\n\tsays: 🌙 <b>&</b>", "\u202eright to left"])
def test_words_are_kept_as_they_were_written(words: str) -> None:
    assert Note().load({"words": f"  {words}\n "}) == {"words": words}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, {"words": ["Missing data for required field."]}),
        ({"words": "a" * (WORDS_MAX + 1)}, {"words": ["Use 4000 letters or fewer."]}),
        ({"words": "", "short": "abcd"}, {"short": ["Use 3 letters or fewer."]}),
        ({"words": "", "how": "fax"}, {"how": ["Choose one of the answers."]}),
        ({"words": "", "colour": "red"}, {"colour": ["Unknown field."]}),
        ({"words": "\x00"}, {"words": ["Some letters here cannot be kept. Please write it again."]}),
    ],
)
def test_what_is_wrong_is_said_by_field(given: dict, said: dict) -> None:
    with pytest.raises(ValidationError) as refused:
        Note().load(given)
    assert refused.value.messages == said


def test_what_comes_in_is_one_kind_and_what_goes_out_another(whole_app) -> None:
    """Every schema of a slice is an Input or a View, so that unknown fields are refused and columns stay private."""

    def below(kind: type) -> set[type]:
        return {kind}.union(*(below(sub) for sub in kind.__subclasses__()))

    ours = {kind for kind in below(Schema) if kind.__module__.startswith("backend.")}
    kinds = below(schemas.Input) | below(schemas.View) | {api.Problem}
    assert {f"{kind.__module__}.{kind.__name__}" for kind in ours - kinds} == set()
    assert len(ours) > 30


def test_making_the_database_twice_is_harmless(server) -> None:
    for _ in range(2):
        embedded_postgres.make_database(server, "made_twice")
    with psycopg.connect(embedded_postgres.url(server, embedded_postgres.WEB, "made_twice")) as connection:
        assert connection.execute("SELECT current_user, session_user").fetchone() == ("waymark_web", "waymark_web")
