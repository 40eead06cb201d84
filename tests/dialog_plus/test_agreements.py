"""Agreed means that both sides said yes to the same words: every combination of who says it, for whom and on whose device."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.dialog_plus.models import Agreement
from tests.cast import Cast
from tests.dialog_plus import talking as t
from tests.dialog_plus.test_conversations import told
from tests.roles import role

OK, ALONE, NOT_YOURS, WRONG = (
    (201, ""),
    (409, "dialog_plus.not_together"),
    (403, "dialog_plus.not_your_side"),
    (422, ""),
)
WHO = ("alex", "asha", "jo")
SIDES, HOWS = ("person", "worker"), ("own_device", "this_device")
STATES = ("together", "alone", "ended")


def expected(who: str, side: str, how: str, state: str) -> tuple[int, str]:
    """The rule once more, in a few words."""
    mine = {"alex": "person", "asha": "worker"}.get(who)
    if mine is None:
        return NOT_YOURS
    if how == "own_device":
        return OK if side == mine else NOT_YOURS
    if side == mine:
        return WRONG
    return OK if state == "together" else ALONE


@pytest.mark.parametrize(("who", "side", "how", "state"), list(product(WHO, SIDES, HOWS, STATES)))
def test_who_can_say_yes_for_whom(cast: Cast, who: str, side: str, how: str, state: str) -> None:
    t.with_team(cast)
    t.with_jo(cast, may_add=True)
    conversation = t.begin(cast.alex, cast, together=state != "alone")
    action = t.propose(cast.alex, cast, conversation)
    if state == "ended":
        t.end(cast.alex, cast, conversation)
    status, code = expected(who, side, how, state)
    answer = t.agree(getattr(cast, who), cast, action, side, how, expect=status)
    if status == 201:
        yes = answer["agreed"][side]
        assert (yes["by"], yes["how"]) == (getattr(cast, who).name, how)
        assert not answer["is_agreed"]
    else:
        assert answer["code"] == (code or "http.bad_input")
        with role(OWNER):
            assert db.session.scalar(select(func.count()).select_from(Agreement)) == 0


@pytest.mark.parametrize("yeses", list(product((None, "own_device", "this_device"), repeat=2)))
def test_it_takes_both(cast: Cast, yeses: tuple[str | None, str | None]) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    action = t.propose(cast.asha, cast, conversation)
    others = {"person": {"own_device": cast.alex, "this_device": cast.asha}}
    others["worker"] = {"own_device": cast.asha, "this_device": cast.alex}
    for side, how in zip(SIDES, yeses, strict=True):
        if how:
            t.agree(others[side][how], cast, action, side, how)
    (seen,) = t.read(cast.alex, cast, conversation)["actions"]
    assert seen["is_agreed"] == all(yeses)
    assert {side: yes and yes["how"] for side, yes in seen["agreed"].items()} == dict(zip(SIDES, yeses, strict=True))


def agreed(cast: Cast) -> tuple[Any, Any]:
    """An action to which both said yes."""
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    action = t.propose(cast.asha, cast, conversation)
    t.agree(cast.alex, cast, action, "person")
    return conversation, t.agree(cast.asha, cast, action, "worker")


def test_a_change_takes_both_yeses_back(cast: Cast) -> None:
    conversation, action = agreed(cast)
    assert action["is_agreed"]
    changed = t.propose(cast.alex, cast, conversation, action["id"], words="Write.", version=1, expect=200)
    assert (changed["is_agreed"], changed["agreed"]) == (False, {"person": None, "worker": None})


def test_nobody_agrees_to_words_that_were_changed(cast: Cast) -> None:
    conversation, action = agreed(cast)
    t.propose(cast.alex, cast, conversation, action["id"], words="Write.", version=1, expect=200)
    assert t.agree(cast.asha, cast, action, "worker", expect=409)["code"] == "dialog_plus.changed"
    assert t.agree(cast.asha, cast, {**action, "version": 3}, "worker", expect=409)["code"] == "dialog_plus.changed"


def test_the_same_yes_twice_is_one(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    action, said = t.propose(cast.alex, cast, conversation), new_id()
    first = t.agree(cast.alex, cast, action, "person", agreement_id=said)
    again = t.agree(cast.alex, cast, action, "person", agreement_id=said, expect=200)
    other = t.agree(cast.alex, cast, action, "person", expect=200)
    assert first == again == other
    refused = t.agree(cast.alex, cast, action, "worker", "this_device", agreement_id=said, expect=409)
    assert refused["code"] == "http.id_taken"
    t.propose(cast.alex, cast, conversation, action["id"], words="Write.", version=1, expect=200)
    t.agree(cast.alex, cast, action, "person", agreement_id=said, expect=200)


def test_a_yes_of_ones_own_stands_before_one_that_was_typed(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    action = t.propose(cast.asha, cast, conversation)
    t.agree(cast.asha, cast, action, "person", "this_device")
    yes = t.agree(cast.alex, cast, action, "person")["agreed"]["person"]
    assert (yes["how"], yes["by"]) == ("own_device", "Alex Morgan")


def test_the_workers_yes_can_come_later_and_alex_is_told(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast, together=False)
    action = t.propose(cast.alex, cast, conversation)
    t.agree(cast.alex, cast, action, "person")
    ended = t.end(cast.alex, cast, conversation)
    assert (told(cast.asha, "dialog_plus.proposed"), told(cast.alex, "dialog_plus.proposed")) == (1, 0)
    assert t.agree(cast.asha, cast, action, "worker")["is_agreed"]
    assert (told(cast.alex, "dialog_plus.agreed"), told(cast.asha, "dialog_plus.agreed")) == (1, 0)
    plan = cast.alex.get(f"{t.record(cast)}/plans/{ended['plan_id']}")
    assert not plan["areas"][0]["actions"][0]["is_agreed"]
    assert cast.alex.get(f"{t.record(cast)}/working-on")["actions"][0]["is_agreed"]


def test_a_worker_who_may_not_see_it_is_not_told(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast, together=False)
    t.propose(cast.alex, cast, conversation)
    t.end(cast.alex, cast, conversation)
    assert told(cast.asha, "dialog_plus.proposed") == 0


def test_in_the_room_nobody_is_told(cast: Cast) -> None:
    agreed(cast)
    assert told(cast.alex, "dialog_plus.agreed") == told(cast.asha, "dialog_plus.agreed") == 0


def test_on_one_device_later_for_what_was_agreed_before(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast, together=False)
    action = t.propose(cast.alex, cast, conversation)
    t.end(cast.alex, cast, conversation)
    t.begin(cast.asha, cast)
    assert t.agree(cast.asha, cast, action, "person", "this_device")["agreed"]["person"]["how"] == "this_device"
