"""Who does what by when: proposed, changed, taken away, and how it went."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.dialog_plus.models import ActionVersion
from tests.cast import Cast
from tests.dialog_plus import talking as t
from tests.roles import role


def working_on(member: Any, cast: Cast) -> Any:
    return member.get(f"{t.record(cast)}/working-on")


def days(number: int) -> str:
    return (clock.in_london(clock.now()) + timedelta(days=number)).date().isoformat()


def versions() -> int:
    with role(OWNER):
        return db.session.scalar(select(func.count()).select_from(ActionVersion)) or 0


def test_an_action_is_proposed_and_nobody_has_said_yes(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    assert (action["version"], action["words"], action["by"]) == (1, "Ring the college.", "Alex Morgan")
    assert (action["agreed"], action["is_agreed"]) == ({"person": None, "worker": None}, False)
    assert (action["status"], action["is_due"], action["may_change"]) == ("open", False, True)
    seen = t.read(cast.alex, cast, conversation)
    assert (seen["actions"], seen["version"]) == ([action], 2)


@pytest.mark.parametrize(
    ("who", "owner", "given", "name"),
    [
        ("alex", "person", "Somebody Else", "Alex Morgan"),
        ("alex", "worker", "", "Asha Begum"),
        ("tom", "worker", "", "Tom Osei"),
        ("alex", "worker", "grace", "Grace Lee"),
        ("alex", "worker", "Tom Osei", "Tom Osei"),
        ("alex", "worker", "Dr Who", "Dr Who"),
        ("alex", "other", "Aunt Bea", "Aunt Bea"),
    ],
)
def test_its_owner_has_a_name(cast: Cast, who: str, owner: str, given: str, name: str) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    action = t.propose(getattr(cast, who), cast, conversation, owner=owner, owner_name=given)
    assert (action["owner"], action["owner_name"]) == (owner, name)


def test_a_change_is_another_version_and_the_old_one_stays(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    changed = t.propose(
        cast.alex, cast, conversation, action["id"], words="Write to the college.", version=1, expect=200
    )
    assert (changed["version"], changed["words"], versions()) == (2, "Write to the college.", 2)
    assert len(working_on(cast.alex, cast)["actions"]) == 1


def test_the_same_proposal_twice_is_one_version(cast: Cast) -> None:
    conversation, action_id = t.begin(cast.alex, cast), new_id()
    t.propose(cast.alex, cast, conversation, action_id)
    t.propose(cast.alex, cast, conversation, action_id, expect=200)
    assert versions() == 1


def test_a_newer_version_is_not_overwritten(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    refused = t.propose(cast.asha, cast, conversation, action["id"], words="Other.", expect=409)
    assert refused["code"] == "dialog_plus.changed"
    assert versions() == 1


def test_an_action_is_taken_away_and_can_be_brought_back(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    t.propose(cast.alex, cast, conversation, action["id"], is_removed=True, version=1, expect=200)
    t.propose(cast.alex, cast, conversation, action["id"], is_removed=True, version=1, expect=200)
    assert working_on(cast.alex, cast)["actions"] == t.read(cast.alex, cast, conversation)["actions"] == []
    t.agree(cast.alex, cast, action, "person", expect=404)
    t.went(cast.alex, cast, action, expect=404)
    back = t.propose(cast.alex, cast, conversation, action["id"], version=2, expect=200)
    assert back["version"] == 3
    t.propose(cast.alex, cast, conversation, is_removed=True, expect=404)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"area": "garden"}, "area"),
        ({"words": ""}, "words"),
        ({"words": "a" * 20_000}, "words"),
        ({"owner": "other"}, "owner_name"),
        ({"owner": "jo"}, "owner"),
        ({"due_on": "2001-01-01"}, "due_on"),
        ({"due_on": "soon"}, "due_on"),
        ({"version": "1"}, "version"),
    ],
)
def test_wrong_actions_are_explained_and_change_nothing(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    conversation = t.begin(cast.alex, cast)
    assert field in t.propose(cast.alex, cast, conversation, **wrong, expect=422)["fields"]
    assert versions() == 0
    assert t.read(cast.alex, cast, conversation)["version"] == 1


def test_a_friend_proposes_and_changes_only_what_they_proposed(cast: Cast) -> None:
    t.with_jo(cast, may_add=True)
    conversation = t.begin(cast.alex, cast)
    hers, jos = t.propose(cast.alex, cast, conversation), t.propose(cast.jo, cast, conversation, words="Swim.")
    assert (jos["by"], jos["may_change"]) == ("Jo Hart", True)
    t.propose(cast.jo, cast, conversation, jos["id"], words="Swim on Sunday.", version=1, expect=200)
    refused = t.propose(cast.jo, cast, conversation, hers["id"], words="No.", version=1, expect=403)
    assert refused["code"] == "dialog_plus.not_yours"
    seen = {one["words"]: one["may_change"] for one in working_on(cast.jo, cast)["actions"]}
    assert seen == {"Ring the college.": False, "Swim on Sunday.": True}
    t.propose(cast.alex, cast, conversation, jos["id"], is_removed=True, version=2, expect=200)


def test_another_records_action_is_not_touched(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    own = f"/api/records/{cast.sam.record_id}"
    begun = cast.sam.put(f"{own}/conversations/{new_id()}", {"together": False}, expect=201)
    cast.sam.put(f"{own}/actions/{action['id']}", t.wish(begun), expect=409)
    cast.sam.put(f"{own}/actions/{new_id()}", t.wish(conversation), expect=404)
    assert versions() == 1


@pytest.mark.parametrize("status", ["done", "partly", "not_done", "let_go"])
def test_how_it_went_changes_nothing_that_was_agreed(cast: Cast, status: str) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    t.agree(cast.alex, cast, action, "person")
    t.agree(cast.asha, cast, action, "worker")
    seen = t.went(cast.asha, cast, action, status, words="They were kind.")
    assert (seen["status"], seen["went"], seen["version"]) == (status, "They were kind.", 1)
    assert seen["is_agreed"]
    assert seen["status_at"]


def test_how_it_went_is_said_again_and_the_newest_counts(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    path, body = f"{t.record(cast)}/actions/{action['id']}/progress/{new_id()}", {"status": "partly", "words": "Half."}
    cast.alex.put(path, body, expect=201)
    cast.alex.put(path, body, expect=200)
    assert cast.alex.put(path, {**body, "words": "Most."}, expect=409)["code"] == "http.id_taken"
    assert t.went(cast.alex, cast, action, "done")["status"] == "done"
    assert t.went(cast.alex, cast, action, "open")["status"] == "open"


def test_what_is_worded_anew_is_open_again(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    t.went(cast.alex, cast, action, "not_done", words="No time.")
    anew = t.propose(cast.alex, cast, conversation, action["id"], words="Ring in the new year.", version=1, expect=200)
    assert (anew["status"], anew["went"], anew["status_at"]) == ("open", "", None)


def test_how_it_went_is_for_the_two_to_say(cast: Cast) -> None:
    t.with_jo(cast, may_add=True)
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    assert t.went(cast.jo, cast, action, expect=403)["code"] == "dialog_plus.may_not_lead"
    ended = t.end(cast.alex, cast, conversation, "left")
    refused = t.went(cast.alex, cast, action, conversation_id=ended["id"], expect=409)
    assert refused["code"] == "dialog_plus.ended"
    t.went(cast.alex, cast, action, conversation_id=str(new_id()), expect=404)
    t.went(cast.alex, cast, action)


def test_home_shows_what_is_open_the_first_due_first(cast: Cast, time_machine_at: Any) -> None:
    conversation = t.begin(cast.alex, cast)
    for words, due_on in (("Someday.", None), ("Later.", days(9)), ("Soon.", days(1)), ("Done.", days(0))):
        action = t.propose(cast.alex, cast, conversation, words=words, due_on=due_on)
    t.went(cast.alex, cast, action)
    mine = cast.alex.get("/api/my-actions")
    assert [one["words"] for one in mine["actions"]] == ["Soon.", "Later.", "Someday."]
    assert [one["is_due"] for one in mine["actions"]] == [False, False, False]
    assert mine["conversation"]["id"] == conversation["id"]
    assert [one["words"] for one in working_on(cast.alex, cast)["actions"]][-1] == "Done."


def test_what_is_due_today_is_due(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation, due_on=days(0))
    assert action["is_due"]
    assert not t.went(cast.alex, cast, action)["is_due"]
    assert t.went(cast.alex, cast, action, "partly")["is_due"]
