"""Who sees which section: shared, for the team alone, or kept to oneself. Hidden looks like never written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from backend.core import clock
from tests.cast import Cast, Member
from tests.safety_plan.writing import SECTION, decline, item, part, plan_path, read, save, section, show, suggest, write
from tests.safety_plan.writing import words_in as words
from tests.sharing.ways import NOW, break_glass, session_of, share, stop_all, trust

Freeze = Callable[[Any], AbstractContextManager[object]]

SHARED, TEAMS, HERS = "I stop cooking.", "I hide my phone.", "I write letters and burn them."
FOR_ALL = {"signs": [SHARED]}
FOR_TEAM = {**FOR_ALL, "myself": [TEAMS]}
FOR_HER = {**FOR_TEAM, "triggers": [HERS]}


@pytest.fixture
def written(cast: Cast) -> Any:
    """A plan with a section of each kind, shared with nobody yet."""
    save(cast.alex, section("signs", SHARED), section("myself", TEAMS), section("triggers", HERS))
    show(cast.alex, "myself", "team")
    return show(cast.alex, "triggers", "mine")


def test_each_sees_what_is_theirs_to_see(cast: Cast, written: Any) -> None:
    share(cast, SECTION)
    share(cast, SECTION, trust(cast, cast.jo))
    assert words(read(cast.alex, cast)) == FOR_HER
    for worker in (cast.asha, cast.tom, cast.grace):
        assert words(read(worker, cast)) == FOR_TEAM
    assert words(read(cast.jo, cast)) == FOR_ALL
    for stranger in (cast.nia, cast.sam):
        read(stranger, cast, expect=404)
        stranger.get(plan_path(cast, "please"), expect=404)


def test_an_emergency_opens_what_the_team_would_see(cast: Cast, written: Any) -> None:
    break_glass(cast, cast.nia, session_of(cast.nia))
    assert words(read(cast.nia, cast)) == FOR_TEAM


def test_nothing_shared_is_nothing_seen(cast: Cast, written: Any) -> None:
    trust(cast, cast.jo)
    assert [words(read(who, cast)) for who in (cast.asha, cast.jo)] == [{}, {}]
    share(cast, SECTION)
    stop_all(cast)
    assert words(read(cast.asha, cast)) == {}


@pytest.mark.parametrize("friend_adds", [False, True])
@pytest.mark.parametrize("team_adds", [False, True])
def test_who_is_her_worker_and_her_friend_sees_as_her_worker(
    cast: Cast, written: Any, *, team_adds: bool, friend_adds: bool
) -> None:
    share(cast, SECTION, trust(cast, cast.asha), may_add=friend_adds)
    assert words(read(cast.asha, cast)) == FOR_ALL
    share(cast, SECTION, may_add=team_adds)
    assert words(read(cast.asha, cast)) == FOR_TEAM


def test_who_is_her_friend_and_breaks_the_glass_sees_as_a_worker(cast: Cast, written: Any) -> None:
    share(cast, SECTION, trust(cast, cast.nia), may_add=True)
    assert words(read(cast.nia, cast)) == FOR_ALL
    break_glass(cast, cast.nia, session_of(cast.nia))
    assert words(read(cast.nia, cast)) == FOR_TEAM


def test_somebody_with_a_plan_of_their_own_sees_hers_as_a_friend(cast: Cast, written: Any) -> None:
    share(cast, SECTION, trust(cast, cast.sam), may_add=True)
    write(cast.sam, "signs", "My own sign.")
    theirs = read(cast.sam, cast)
    assert (words(theirs), theirs["is_mine"], theirs["version"]) == (FOR_ALL, False, None)
    assert words(cast.sam.get(f"/api/records/{cast.sam.record_id}/safety-plan")) == {"signs": ["My own sign."]}


def test_a_choice_counts_with_the_next_look(cast: Cast, written: Any) -> None:
    share(cast, SECTION, trust(cast, cast.jo))
    assert part(show(cast.alex, "signs", "mine"), "signs")["audience"] == "mine"
    assert words(read(cast.jo, cast)) == {}
    show(cast.alex, "triggers", "shared")
    assert words(read(cast.jo, cast)) == {"triggers": [HERS]}
    write(cast.alex, "signs", "Another one.", version=1)
    assert words(read(cast.jo, cast)) == {"triggers": [HERS]}, "Writing does not share."


def test_one_can_choose_before_one_writes(cast: Cast) -> None:
    share(cast, SECTION)
    plan = show(cast.alex, "next_time", "mine")
    assert (plan["is_begun"], plan["version"], part(plan, "next_time")["audience"]) == (False, 0, "mine")
    write(cast.alex, "next_time", item("Ring sooner.", group="me"))
    assert words(read(cast.asha, cast)) == {}


@pytest.mark.parametrize("audience", ["everybody", "", None, 1])
def test_there_are_three_audiences(cast: Cast, audience: Any) -> None:
    assert "audience" in show(cast.alex, "signs", audience, expect=422)["fields"]


def test_a_section_that_is_not_there_has_no_audience(cast: Cast) -> None:
    assert show(cast.alex, "secrets", "mine", expect=404)["code"] == "http.not_found"


def bytes_of(member: Member, cast: Cast) -> tuple[bytes, bytes]:
    return tuple(member.respond("GET", plan_path(cast, *rest)).data for rest in ((), ("please",)))  # type: ignore[return-value]


def test_hidden_is_byte_for_byte_like_never_written(cast: Cast, time_machine_at: Freeze) -> None:
    """Also when it was written and emptied, chosen about, suggested for and declined."""
    share(cast, SECTION, may_add=True)
    friend = trust(cast, cast.jo)
    share(cast, SECTION, friend, may_add=True)
    with time_machine_at((clock.now() + timedelta(minutes=2)).replace(second=0)):
        empty = {name: bytes_of(getattr(cast, name), cast) for name in ("asha", "jo")}
        please = section("distressed", item("Sit with me.", group="do"))
        save(cast.alex, section("signs", SHARED), please)
        assert bytes_of(cast.asha, cast) != empty["asha"]
        for heading in ("signs", "distressed"):
            show(cast.alex, heading, "mine")
        decline(cast.alex, suggest(cast.asha, cast))
        for name, nothing in empty.items():
            assert bytes_of(getattr(cast, name), cast) == nothing, name
        save(cast.alex, section("signs", version=1), section("distressed", version=1))
        for heading in ("signs", "distressed"):
            show(cast.alex, heading, "shared")
        for name, nothing in empty.items():
            assert bytes_of(getattr(cast, name), cast) == nothing, name


def test_withdrawn_looks_like_shared_with_nothing_in_it(cast: Cast, time_machine_at: Freeze) -> None:
    share(cast, SECTION, trust(cast, cast.jo))
    with time_machine_at((clock.now() + timedelta(minutes=2)).replace(second=0)):
        nothing = bytes_of(cast.jo, cast)
        write(cast.alex, "distressed", item("Sit with me.", group="do"))
        stop_all(cast)
        assert bytes_of(cast.jo, cast) == nothing


def test_please_do_is_that_section_alone(cast: Cast) -> None:
    share(cast, SECTION)
    share(cast, SECTION, trust(cast, cast.jo))
    do, dont = item("Sit with me.", group="do"), item("Touch me.", group="dont")
    save(cast.alex, section("distressed", do, dont), section("signs", SHARED))
    said = cast.jo.get(plan_path(cast, "please"))
    assert (said["do"], said["dont"], list(said)) == (["Sit with me."], ["Touch me."], ["do", "dont", "at"])
    show(cast.alex, "distressed", "team")
    assert cast.jo.get(plan_path(cast, "please")) == {"at": None, "do": [], "dont": []}
    assert cast.asha.get(plan_path(cast, "please"))["do"] == ["Sit with me."]
    show(cast.alex, "distressed", "mine")
    assert cast.asha.get(plan_path(cast, "please"))["do"] == []
    assert cast.alex.get(plan_path(cast, "please"))["do"] == ["Sit with me."]


def test_a_share_that_ends_ends(cast: Cast, written: Any) -> None:
    share(cast, SECTION, trust(cast, cast.jo), until_at=NOW)
    assert words(read(cast.jo, cast)) == {}
