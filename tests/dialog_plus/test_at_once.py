"""At the same instant, over connections of their own: nothing is merged, nothing is lost, versions have no gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask

from backend.config import Config
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from tests.cast import Cast, Member, build_cast
from tests.core.own_service import own_service
from tests.dialog_plus import talking as t
from tests.sharing.test_trusted_at_once import as_its_owner, at_once

TURNS = 5


@pytest.fixture(scope="module")
def cast(config: Config, server: postgres.PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The people of every test on a service with its own database and real connections."""
    folder: Path = tmp_path_factory.mktemp("own_talks")
    with own_service(config, server, "own_talks", folder) as app:
        yield _people(app)


def _people(app: Flask) -> Cast:
    with as_its_owner(app):
        cast = build_cast(app)
        t.with_team(cast)
    return cast


@pytest.fixture
def conversation(cast: Cast) -> Iterator[Any]:
    begun = t.begin(cast.asha, cast)
    yield t.choose(cast.asha, cast, begun)
    t.end(cast.alex, cast, begun, "left")


def put(member: Member, path: str, body: Any) -> Callable[[], int]:
    return lambda: member.respond("PUT", path, body).status_code


def count(cast: Cast, sql: str, *values: Any) -> int:
    with psycopg.connect(cast.alex.app.config["WAYMARK"].owner_database_url) as owner:
        row = owner.execute(sql.encode(), values).fetchone()
        assert row is not None
        return int(row[0])


def test_of_two_notes_at_once_one_is_told_of_the_other(cast: Cast, conversation: Any) -> None:
    path, before = t.path(cast, conversation), conversation["version"]
    for version in range(TURNS):
        note = {"area": "job", "prompt": "why", "version": version}
        said = at_once(
            put(cast.alex, f"{path}/notes/{new_id()}", {**note, "words": f"Alex {version}"}),
            put(cast.asha, f"{path}/notes/{new_id()}", {**note, "words": f"Asha {version}"}),
        )
        assert sorted(said) == [201, 409]
    seen = t.read(cast.alex, cast, conversation)
    assert (seen["areas"][0]["notes"]["why"]["version"], seen["version"]) == (TURNS, before + TURNS)


def test_under_different_prompts_both_are_kept(cast: Cast, conversation: Any) -> None:
    path, before = t.path(cast, conversation), conversation["version"]
    notes = [{"area": "job", "prompt": prompt, "words": prompt, "version": 0} for prompt in ("why", "works", "best")]
    members = (cast.alex, cast.asha, cast.tom)
    acts = [put(member, f"{path}/notes/{new_id()}", note) for member, note in zip(members, notes, strict=True)]
    assert at_once(*acts) == [201, 201, 201]
    seen = t.read(cast.alex, cast, conversation)
    assert (len(seen["areas"][0]["notes"]), seen["version"]) == (3, before + 3)


def test_of_two_changes_of_an_action_one_is_told(cast: Cast, conversation: Any) -> None:
    action = t.propose(cast.alex, cast, conversation)
    path = f"{t.record(cast)}/actions/{action['id']}"
    for version in range(1, TURNS):
        said = at_once(
            put(cast.alex, path, t.wish(conversation, words=f"Alex {version}", version=version)),
            put(cast.asha, path, t.wish(conversation, words=f"Asha {version}", version=version)),
        )
        assert sorted(said) == [200, 409]


def test_nobody_agrees_to_what_changes_at_that_instant(cast: Cast, conversation: Any) -> None:
    for turn in range(TURNS):
        action = t.propose(cast.alex, cast, conversation)
        path = f"{t.record(cast)}/actions/{action['id']}"
        yes = {"version": 1, "side": "worker", "how": "own_device"}
        said = at_once(
            put(cast.asha, f"{path}/agreements/{new_id()}", yes),
            put(cast.alex, path, t.wish(conversation, words=f"Other {turn}", version=1)),
        )
        assert said[1] == 200
        assert said[0] in (201, 409)
        seen = next(one for one in t.read(cast.alex, cast, conversation)["actions"] if one["id"] == action["id"])
        assert (seen["version"], seen["agreed"]) == (2, {"person": None, "worker": None})


def test_the_same_note_sent_twice_at_once_is_one(cast: Cast, conversation: Any) -> None:
    note = {"area": "job", "prompt": "i_can", "words": "Walk.", "version": 0}
    one = put(cast.alex, f"{t.path(cast, conversation)}/notes/{new_id()}", note)
    assert sorted(at_once(one, one)) == [200, 201]


def test_two_begin_at_once_and_one_is_open(cast: Cast) -> None:
    for _ in range(TURNS):
        ids = (new_id(), new_id())
        path = f"{t.record(cast)}/conversations"
        said = at_once(
            put(cast.alex, f"{path}/{ids[0]}", {"together": True}),
            put(cast.asha, f"{path}/{ids[1]}", {"together": True}),
        )
        assert sorted(said) == [201, 409]
        opened = ids[said.index(201)]
        assert count(cast, "SELECT count(*) FROM conversations WHERE ended_at IS NULL") == 1
        t.end(cast.alex, cast, {"id": opened}, "left")


def test_ended_while_somebody_writes_the_note_is_in_the_plan_or_refused(cast: Cast) -> None:
    for turn in range(TURNS):
        begun = t.choose(cast.asha, cast, t.begin(cast.asha, cast))
        path, words = t.path(cast, begun), f"At the last moment {turn}."
        note = {"area": "job", "prompt": "why", "words": words, "version": 0}
        said = at_once(
            put(cast.alex, f"{path}/notes/{new_id()}", note),
            put(cast.asha, f"{path}/end", {"how": "finished"}),
        )
        assert said[1] == 200
        assert said[0] in (201, 409)
        plan_id = t.read(cast.alex, cast, begun)["plan_id"]
        plan = cast.alex.get(f"{t.record(cast)}/plans/{plan_id}")
        assert [note["words"] for note in plan["areas"][0]["notes"]] == ([words] if said[0] == 201 else [])


def test_of_two_that_end_it_one_plan_comes(cast: Cast) -> None:
    begun = t.begin(cast.asha, cast)
    before = count(cast, "SELECT count(*) FROM plan_versions")
    end = f"{t.path(cast, begun)}/end"
    said = at_once(put(cast.alex, end, {"how": "finished"}), put(cast.asha, end, {"how": "finished"}))
    assert sorted(said) == [200, 409]
    assert count(cast, "SELECT count(*) FROM plan_versions") == before + 1
