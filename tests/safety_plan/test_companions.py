"""Writing it together: only somebody who can see the plan is named as having been there."""

from __future__ import annotations

from typing import Any

from backend.core.ids import new_id
from tests.cast import Cast
from tests.safety_plan.writing import part, read, write
from tests.sharing.ways import NOW, share, stop_all, trust

WHERE = "/api/my-plan/companions"


def names(cast: Cast) -> list[str]:
    return [one["name"] for one in cast.alex.get(WHERE)["people"]]


def beside(cast: Cast, account_id: Any, **more: Any) -> Any:
    return write(cast.alex, "signs", with_account_id=str(account_id), **more)


def test_the_key_worker_comes_first_then_friends_then_the_team(cast: Cast) -> None:
    assert names(cast) == []
    share(cast, "safety_plan", trust(cast, cast.jo))
    assert names(cast) == ["Jo Hart"]
    share(cast, "safety_plan")
    assert names(cast)[:2] == ["Asha Begum", "Jo Hart"]
    assert sorted(names(cast)[2:]) == ["Grace Lee", "Tom Osei"]


def test_who_sees_it_no_more_is_not_offered(cast: Cast) -> None:
    friend = trust(cast, cast.jo)
    share(cast, "safety_plan", friend, until_at=NOW)
    share(cast, "about_me", friend)
    share(cast, "safety_plan")
    assert "Jo Hart" not in names(cast)
    assert "with_account_id" in beside(cast, cast.jo.account_id, expect=422)["fields"]
    stop_all(cast)
    assert names(cast) == []


def test_who_was_there_is_named(cast: Cast) -> None:
    share(cast, "safety_plan", trust(cast, cast.jo))
    plan = beside(cast, cast.jo.account_id)
    assert part(plan, "signs")["with_name"] == "Jo Hart"
    alone = write(cast.alex, "signs", version=1)
    assert part(alone, "signs")["with_name"] is None
    rows = cast.alex.get("/api/my-plan/versions")["versions"]
    assert [row["with_name"] for row in rows] == [None, "Jo Hart"]


def test_nobody_else_can_be_named(cast: Cast) -> None:
    share(cast, "safety_plan")
    for account_id in (cast.nia.account_id, cast.sam.account_id, cast.alex.account_id, new_id()):
        assert list(beside(cast, account_id, expect=422)["fields"]) == ["with_account_id"]
    assert read(cast.alex, cast)["version"] == 0
