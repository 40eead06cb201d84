"""A goal in a person's own words: written, read, worded anew, and said again by a device that heard no answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.goals.models import Goal, GoalVersion
from tests.care.queries import count_queries
from tests.cast import Cast, sign_in
from tests.goals.steps import WORDS, become, goals_path, hide, read, score, step, track, write
from tests.roles import role
from tests.sharing.ways import share, stop_all, trust


def acts() -> list[str]:
    """What the audit says was done with goals, in order."""
    with role(OWNER):
        wanted = select(AuditEntry.action).where(AuditEntry.action.startswith("goals.")).order_by(AuditEntry.seq)
        return list(db.session.scalars(wanted))


def test_alex_writes_and_reads(cast: Cast) -> None:
    empty = read(cast.alex, cast)
    assert (empty["goals"], empty["may_add"], empty["may_change"]) == ([], True, True)
    assert len(empty["areas"]) == 11
    more = {
        "why": "It calms me.",
        "area": "leisure",
        "helper": "My sister",
        "target_on": f"{clock.now().year + 1}-06-01",
    }
    goal = write(cast.alex, cast, **more)
    assert {name: goal[name] for name in more} == more
    assert (goal["words"], goal["status"], goal["version"], goal["baseline"]) == (WORDS, "active", 1, 1)
    assert (goal["by"], goal["is_mine"], goal["suggested_by"]) == ("Alex Morgan", True, None)
    assert goal["area_title"] == next(area["title"] for area in empty["areas"] if area["key"] == "leisure")
    assert [event["kind"] for event in goal["history"]] == ["made"]
    assert read(cast.alex, cast)["goals"] == [goal]


def test_each_wording_stays(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    changed = write(cast.alex, cast, goal["id"], words="Swim in the sea.", version=1, expect=200)
    assert (changed["words"], changed["version"], changed["baseline"]) == ("Swim in the sea.", 2, 1)
    assert [event["kind"] for event in changed["history"]] == ["made", "reworded"]
    why = write(cast.alex, cast, goal["id"], words="Swim in the sea.", why="Salt.", version=2, expect=200)
    assert (why["version"], len(why["history"])) == (3, 2)
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(GoalVersion)) == 3


def test_two_devices_do_not_overwrite_each_other(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    write(cast.alex, cast, goal["id"], words="From the telephone.", version=1, expect=200)
    for version in (0, 1, 3):
        said = write(cast.alex, cast, goal["id"], words="From the tablet.", version=version, expect=409)
        assert said["code"] == "goals.changed"
    assert read(cast.alex, cast)["goals"][0]["words"] == "From the telephone."


def test_the_same_sent_twice_is_one_version(cast: Cast) -> None:
    goal_id = new_id()
    first = write(cast.alex, cast, goal_id)
    assert write(cast.alex, cast, goal_id, expect=200) == first
    write(cast.alex, cast, goal_id, words="Other words.", expect=409)
    write(cast.alex, cast, goal_id, words="Second.", version=1, expect=200)
    write(cast.alex, cast, goal_id, words="Third.", version=2, expect=200)
    again = write(cast.alex, cast, goal_id, words="Second.", version=1, expect=200)
    assert (again["words"], again["version"]) == ("Third.", 3)
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(GoalVersion)) == 3


def test_a_goal_that_is_not_there_is_not_worded_anew(cast: Cast) -> None:
    write(cast.alex, cast, version=1, expect=404)
    goal = write(cast.alex, cast)
    elsewhere = f"/api/records/{cast.sam.record_id}/goals/{goal['id']}"
    assert cast.sam.put(elsewhere, {"words": "Mine."}, expect=409)["code"] == "http.conflict"
    with role(OWNER):
        assert db.session.get_one(Goal, goal["id"]).record_id == cast.alex.record_id


@pytest.mark.parametrize("words", ["🌊⛵ again", "أريد أن أمشي إلى البحر", "שלום, ים", "x" * 1000, "A\nB\u00a0\u200fC"])
def test_words_are_kept_whole(cast: Cast, words: str) -> None:
    goal = write(cast.alex, cast, words=words, why=words, helper=words[:300])
    assert (goal["words"], goal["why"], goal["helper"]) == (words, words, words[:300])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", ""),
        ("words", "  "),
        ("words", "x" * 20_000),
        ("words", "🌊" * 1001),
        ("words", "a\x00b"),
        ("why", "x" * 20_000),
        ("helper", "x" * 301),
        ("area", "wellbeing"),
        ("area", "x" * 41),
        ("target_on", "1850-01-01"),
        ("target_on", "2600-01-01"),
        ("target_on", "soon"),
        ("version", -1),
        ("version", "1"),
        ("is_private", "perhaps"),
        ("colour", "red"),
    ],
)
def test_what_needs_mending_is_said_and_nothing_is_kept(cast: Cast, field: str, value: Any) -> None:
    said = write(cast.alex, cast, **{field: value}, expect=422)
    assert said["fields"][field][0].endswith((".", "?")), said
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(Goal)) == 0
    assert acts() == []


def test_a_day_that_is_over_may_stay_where_it_stands(cast: Cast, time_machine_at: Any) -> None:
    day = (clock.now() + timedelta(days=1)).date().isoformat()
    goal = write(cast.alex, cast, target_on=day)
    with time_machine_at(clock.now() + timedelta(days=3)):
        alex = sign_in(cast.alex)
        kept = write(alex, cast, goal["id"], words="Sea!", target_on=day, version=1, expect=200)
        assert kept["target_on"] == day
        write(alex, cast, goal["id"], words="Sea?", target_on="2020-01-01", version=2, expect=422)


def test_an_old_page_closes_and_never_opens(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    hide(cast.alex, cast, goal)
    assert write(cast.alex, cast, goal["id"], words="Sea.", version=1, expect=200)["is_private"]
    hide(cast.alex, cast, goal, is_private=False)
    closed = write(cast.alex, cast, goal["id"], words="Sand.", version=2, is_private=True, expect=200)
    assert closed["is_private"]
    assert acts()[-2:] == ["goals.reworded", "goals.made_private"]


@pytest.mark.parametrize("who", ["sam", "nia", "jo"])
def test_a_stranger_learns_nothing(cast: Cast, who: str) -> None:
    goal = write(cast.alex, cast)
    stranger = getattr(cast, who)
    read(stranger, cast, expect=404)
    write(stranger, cast, expect=404)
    write(stranger, cast, goal["id"], expect=404)
    step(stranger, cast, goal, expect=404)
    score(stranger, cast, goal, expect=404)
    if stranger.record_id:
        become(stranger, cast, goal, "paused", expect=404)
        hide(stranger, cast, goal, expect=404)
        track(stranger, cast, goal, expect=404)


def test_who_only_sees_does_not_write(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    share(cast, "goals", trust(cast, cast.jo))
    share(cast, "goals", trust(cast, cast.sam))
    assert write(cast.jo, cast, expect=403)["code"] == "sharing.may_not_add"
    assert step(cast.jo, cast, goal, expect=403)["code"] == "sharing.may_not_add"
    assert score(cast.jo, cast, goal, expect=403)["code"] == "sharing.may_not_add"
    assert become(cast.sam, cast, goal, "paused", expect=403)["code"] == "sharing.may_not_add"
    seen = read(cast.jo, cast)
    assert (len(seen["goals"]), seen["may_add"], seen["may_change"]) == (1, False, False)


def test_wording_status_privacy_and_tracking_are_hers_alone(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    share(cast, "goals", may_add=True)
    share(cast, "goals", trust(cast, cast.sam), may_add=True)
    for other in (cast.asha, cast.sam):
        said = write(other, cast, goal["id"], words="Better words.", version=1, expect=403)
        assert said["code"] == "goals.not_yours"
    codes = {
        become(cast.sam, cast, goal, "finished", expect=403)["code"],
        hide(cast.sam, cast, goal, expect=403)["code"],
        track(cast.sam, cast, goal, expect=403)["code"],
    }
    assert codes == {"goals.not_yours"}
    assert become(cast.asha, cast, goal, "finished", expect=403)["code"] == "http.forbidden"
    assert read(cast.alex, cast)["goals"][0] == goal


def test_hidden_and_empty_are_the_same_bytes(cast: Cast) -> None:
    share(cast, "goals", trust(cast, cast.jo))
    trust(cast, cast.nia)
    empty = cast.jo.respond("GET", goals_path(cast))
    goal = write(cast.alex, cast)
    hidden = cast.nia.respond("GET", goals_path(cast))
    assert (empty.data, empty.headers["ETag"]) == (hidden.data, hidden.headers["ETag"])
    assert read(cast.jo, cast)["goals"]
    hide(cast.alex, cast, goal)
    assert cast.jo.respond("GET", goals_path(cast)).data == empty.data
    hide(cast.alex, cast, goal, is_private=False)
    stop_all(cast)
    assert cast.jo.respond("GET", goals_path(cast)).data == empty.data


def test_hidden_costs_what_empty_costs(cast: Cast) -> None:
    share(cast, "goals", trust(cast, cast.jo))
    trust(cast, cast.nia)
    with count_queries() as empty:
        read(cast.jo, cast)
    write(cast.alex, cast)
    with count_queries() as hidden:
        read(cast.nia, cast)
    # One looks for a reading in the log, the other is not logged: there is nothing that they were shown.
    assert {one for one in empty if "FROM goal" in one} == {one for one in hidden if "FROM goal" in one}


def test_reading_is_written_down(cast: Cast) -> None:
    write(cast.alex, cast)
    share(cast, "goals")
    read(cast.asha, cast)
    with role(OWNER):
        wanted = select(AuditEntry).where(AuditEntry.action == "record.read", AuditEntry.section == "goals")
        assert [(row.actor_id, row.how) for row in db.session.scalars(wanted)] == [(cast.asha.account_id, "screen")]


def test_every_act_leaves_its_row(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    write(cast.alex, cast, goal["id"], why="Salt.", version=1, expect=200)
    one = new_id()
    step(cast.alex, cast, goal, one)
    step(cast.alex, cast, goal, one, is_removed=True, version=1, expect=200)
    track(cast.alex, cast, goal)
    score(cast.alex, cast, goal)
    track(cast.alex, cast, goal, is_tracked=False)
    hide(cast.alex, cast, goal)
    hide(cast.alex, cast, goal, is_private=False)
    for to in ("paused", "active", "finished", "active", "let_go"):
        become(cast.alex, cast, goal, to)
    assert acts() == [
        *("goals.made", "goals.reworded", "goals.step_written", "goals.step_removed", "goals.tracked"),
        *("goals.scored", "goals.untracked", "goals.made_private", "goals.shared"),
        *("goals.paused", "goals.brought_back", "goals.finished", "goals.brought_back", "goals.let_go"),
    ]


def test_reading_costs_the_same_whatever_there_is(cast: Cast) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            goal = write(cast.alex, cast)
            step(cast.alex, cast, goal)
            step(cast.alex, cast, goal)
            track(cast.alex, cast, goal)
            score(cast.alex, cast, goal)
            score(cast.alex, cast, goal)
            become(cast.alex, cast, goal, "finished")

    def cost() -> int:
        read(cast.asha, cast)
        db.session.expunge_all()
        with count_queries() as seen:
            assert read(cast.asha, cast)["goals"]
        return len(seen)

    share(cast, "goals")
    fill(1)
    few = cost()
    fill(12)
    assert cost() == few
