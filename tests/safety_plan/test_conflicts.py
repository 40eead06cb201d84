"""Two devices: nothing is merged in silence, and nothing of a save that came too late is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from backend.config import Config
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from tests.cast import Cast, Member, build_cast
from tests.core.own_service import own_service
from tests.safety_plan.writing import SECTION, part, plan_path, read, save, section, suggest, words_in, write
from tests.sharing.test_trusted_at_once import as_its_owner, at_once
from tests.sharing.ways import share

DEVICES = 5


def test_the_second_device_is_told_and_nothing_of_it_is_saved(cast: Cast) -> None:
    save(cast.alex, section("signs", "One."), section("myself", "Walk."))
    write(cast.alex, "signs", "On the phone.", version=1)
    late = save(
        cast.alex, section("signs", "On the tablet.", version=1), section("myself", "Sing.", version=1), expect=409
    )
    assert (late["code"], late["fields"]) == ("safety_plan.changed", {"signs": ["2"]})
    assert words_in(read(cast.alex, cast)) == {"signs": ["On the phone."], "myself": ["Walk."]}
    both = save(cast.alex, section("signs", "Both.", version=2), section("myself", "Sing.", version=1))
    assert words_in(both) == {"signs": ["Both."], "myself": ["Sing."]}


def test_each_section_that_changed_is_named(cast: Cast) -> None:
    save(cast.alex, section("signs", "One."), section("myself", "Walk."), section("safer", "Keys."))
    save(cast.alex, section("signs", "Two.", version=1), section("myself", "Sing.", version=1))
    late = save(cast.alex, *(section(one, "Late.", version=1) for one in ("signs", "myself", "safer")), expect=409)
    assert late["fields"] == {"myself": ["2"], "signs": ["2"]}


def test_different_sections_do_not_disturb_each_other(cast: Cast) -> None:
    write(cast.alex, "signs", "On the phone.")
    assert words_in(write(cast.alex, "myself", "On the tablet.")) == {
        "signs": ["On the phone."],
        "myself": ["On the tablet."],
    }


@pytest.mark.parametrize("version", [0, 3])
def test_a_version_that_is_not_the_newest_is_refused(cast: Cast, version: int) -> None:
    for read_version in (0, 1):
        write(cast.alex, "signs", "Words.", version=read_version)
    assert write(cast.alex, "signs", "Other.", version=version, expect=409)["fields"] == {"signs": ["2"]}


def test_what_is_wrong_is_said_before_what_has_changed(cast: Cast) -> None:
    """So that she mends her words while they are still hers alone, and compares afterwards."""
    write(cast.alex, "signs", "One.")
    assert "signs.0.words" in write(cast.alex, "signs", " ", version=0, expect=422)["fields"]


@pytest.fixture(scope="module")
def own_app(
    config: Config, server: postgres.PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A service with its own database and real connections."""
    folder: Path = tmp_path_factory.mktemp("own_plans")
    with own_service(config, server, "own_plans", folder) as app:
        yield app


@pytest.fixture(scope="module")
def own_cast(own_app: Flask) -> Cast:
    with as_its_owner(own_app):
        cast = build_cast(own_app)
        share(cast, SECTION, may_add=True)
    return cast


def put(member: Member, path: str, body: dict[str, Any]) -> Callable[[], tuple[int, str]]:
    def ask() -> tuple[int, str]:
        answer = member.respond("PUT", path, body)
        return answer.status_code, (answer.get_json() or {}).get("code", "")

    return ask


def saving(member: Member, heading: str, words: str) -> Callable[[], tuple[int, str]]:
    return put(member, f"/api/my-plan/saves/{new_id()}", {"sections": [section(heading, words)]})


def test_of_several_first_saves_one_counts(own_cast: Cast) -> None:
    """Sam has not begun, so that there is no row yet to wait for."""
    said = at_once(*[saving(own_cast.sam, "signs", f"Device {number}.") for number in range(DEVICES)])
    assert sorted(said) == [(201, "")] + [(409, "safety_plan.changed")] * (DEVICES - 1)
    plan = own_cast.sam.get(f"/api/records/{own_cast.sam.record_id}/safety-plan")
    assert (plan["version"], part(plan, "signs")["version"], len(part(plan, "signs")["items"])) == (1, 1, 1)


def test_different_sections_at_once_are_all_saved(own_cast: Cast) -> None:
    before = read(own_cast.alex, own_cast)["version"]
    headings = ("triggers", "safer", "people", "services", "going")
    said = at_once(*[saving(own_cast.alex, heading, "At once.") for heading in headings])
    assert said == [(201, "")] * DEVICES
    assert read(own_cast.alex, own_cast)["version"] == before + DEVICES
    numbers = [row["version"] for row in own_cast.alex.get("/api/my-plan/versions")["versions"]]
    assert numbers == list(range(len(numbers), 0, -1)), "No gaps, and no number twice."


def test_one_save_sent_again_and_again_is_one(own_cast: Cast) -> None:
    save_id, one = new_id(), section("myself", "Once.")
    path = f"/api/my-plan/saves/{save_id}"
    said = at_once(*[put(own_cast.alex, path, {"sections": [one]})] * DEVICES)
    assert sorted(said) == [(200, "")] * (DEVICES - 1) + [(201, "")]
    assert part(read(own_cast.alex, own_cast), "myself")["version"] == 1


def test_hiding_while_somebody_saves_loses_neither(own_cast: Cast) -> None:
    stands = part(read(own_cast.alex, own_cast), "distract")["version"]
    body = {"sections": [{"heading": "distract", "items": [], "version": stands}]}
    said = at_once(
        put(own_cast.alex, f"/api/my-plan/saves/{new_id()}", body),
        put(own_cast.alex, "/api/my-plan/audiences/distract", {"audience": "mine"}),
    )
    assert sorted(status for status, _ in said) == [200, 201]
    after = part(read(own_cast.alex, own_cast), "distract")
    assert (after["version"], after["audience"]) == (stands + 1, "mine")


def test_one_suggestion_sent_again_and_again_is_one(own_cast: Cast) -> None:
    path = plan_path(own_cast, "suggestions", new_id())
    said = at_once(*[put(own_cast.asha, path, {"heading": "signs", "item": {"words": "Once."}})] * DEVICES)
    assert sorted(said) == [(200, "")] * (DEVICES - 1) + [(201, "")]


def test_taken_on_one_device_and_declined_on_the_other_it_has_one_answer(own_cast: Cast) -> None:
    for _ in range(3):
        made = suggest(own_cast.asha, own_cast)
        stands = part(read(own_cast.alex, own_cast), "next_time")["version"]
        body = {"sections": [{"heading": "next_time", "items": [], "version": stands}], "takes": [made["id"]]}
        said = at_once(
            put(own_cast.alex, f"/api/my-plan/saves/{new_id()}", body),
            put(own_cast.alex, f"/api/my-plan/declined/{made['id']}", {}),
        )
        assert said[0] == (201, "")
        assert said[1] in ((200, ""), (409, "safety_plan.answered"))
        assert made["id"] not in [one["id"] for one in read(own_cast.alex, own_cast)["suggestions"]]
