"""Who sees a conversation, and what stays behind of whatever is done: the same questions to every door and table."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.dialog_plus import talking as t
from tests.house.test_query_counts import _statements as statements
from tests.roles import role
from tests.sharing.ways import NOW, share, stop_all, trust

TABLES = (
    *("conversations", "conversation_choices", "conversation_notes", "conversation_presences"),
    *("action_versions", "action_agreements", "action_progress", "plan_versions"),
)


def everything(cast: Cast) -> dict[str, Any]:
    """A row in every table."""
    ids = t.talk_it_over(cast)
    action = {"id": ids["action_id"], "version": 1}
    t.agree(cast.alex, cast, action, "person")
    t.went(cast.alex, cast, action, "partly")
    return ids


def doors(cast: Cast, ids: dict[str, Any]) -> list[tuple[str, str, Any]]:
    conversation, action = {"id": ids["conversation_id"]}, f"{t.record(cast)}/actions/{ids['action_id']}"
    path = t.path(cast, conversation)
    note = {"area": "job", "prompt": "why", "words": "No.", "version": 1}
    return [
        ("GET", path, None),
        ("PUT", path, {"together": True}),
        ("PUT", f"{path}/place", {"step": "areas"}),
        ("PUT", f"{path}/choices/{new_id()}", {"areas": ["job"], "version": 1}),
        ("PUT", f"{path}/notes/{new_id()}", note),
        ("PUT", f"{path}/end", {"how": "left"}),
        ("PUT", action, t.wish(conversation, version=1)),
        ("PUT", f"{action}/agreements/{new_id()}", {"version": 1, "side": "worker", "how": "own_device"}),
        ("PUT", f"{action}/progress/{new_id()}", {"status": "done"}),
        ("GET", f"{t.record(cast)}/plans/{ids['plan_id']}", None),
        ("GET", f"{t.record(cast)}/plans/{ids['plan_id']}/pdf", None),
    ]


@pytest.mark.parametrize("who", ["sam", "nia", "jo", "asha"])
def test_a_stranger_learns_nothing_and_changes_nothing(cast: Cast, who: str) -> None:
    """Asha knows of Alex, and is let see nothing of this."""
    ids = everything(cast)
    before = t.read(cast.alex, cast, {"id": ids["conversation_id"]})
    for method, path, body in doors(cast, ids):
        answer = getattr(cast, who).ask(method, path, body, expect=404)
        assert answer["code"] == "http.not_found"
    assert t.read(cast.alex, cast, {"id": ids["conversation_id"]})["version"] == before["version"]


def test_hidden_and_empty_are_the_same_bytes(cast: Cast) -> None:
    path = f"{t.record(cast)}/working-on"
    t.with_jo(cast)
    trust(cast, cast.nia)
    empty = cast.jo.respond("GET", path)
    everything(cast)
    hidden = cast.nia.respond("GET", path)
    assert (empty.data, empty.headers["ETag"]) == (hidden.data, hidden.headers["ETag"])
    assert cast.jo.get(path)["actions"]
    stop_all(cast)
    assert cast.jo.respond("GET", path).data == empty.data


def test_hidden_costs_what_empty_costs(cast: Cast) -> None:
    """But for the row in who has looked, which nobody leaves who sees nothing."""
    path = f"{t.record(cast)}/working-on"
    t.with_jo(cast)
    trust(cast, cast.nia)
    empty = cost(cast.jo, path)
    everything(cast)
    assert cost(cast.nia, path) == empty


def cost(member: Member, path: str) -> int:
    """How many statements a page takes once that reader's visit is known."""
    statements(member, path)
    return statements(member, path)


@pytest.mark.parametrize("table", TABLES)
def test_raw_sql_shows_only_what_is_shared(cast: Cast, table: str) -> None:
    everything(cast)
    share(cast, "dialog_plus_plan", trust(cast, cast.jo), until_at=NOW)
    share(cast, "dialog_plus_plan", trust(cast, cast.nia))
    for who, sees in ((cast.alex, True), (cast.nia, True), (cast.jo, False), (cast.asha, False), (cast.sam, False)):
        with role(WEB):
            act_as(who.account_id)
            assert bool(db.session.execute(text(f"SELECT * FROM {table}")).all()) == sees, who.name


@pytest.mark.parametrize("table", TABLES)
def test_raw_sql_changes_nothing_that_was_said(cast: Cast, table: str) -> None:
    everything(cast)
    share(cast, "dialog_plus_plan", trust(cast, cast.jo), may_add=True)
    for who in (cast.jo, cast.alex):
        with role(WEB):
            act_as(who.account_id)
            for change in (f"DELETE FROM {table}", f"UPDATE {table} SET record_id = record_id"):
                if table == "conversations" and change.startswith("UPDATE"):
                    continue
                nested = db.session.begin_nested()
                with pytest.raises(Exception, match="permission denied"):
                    db.session.execute(text(change))
                nested.rollback()


def test_a_friend_who_may_add_moves_no_conversation_in_raw_sql(cast: Cast) -> None:
    everything(cast)
    share(cast, "dialog_plus_plan", trust(cast, cast.jo), may_add=True)
    with role(WEB):
        act_as(cast.jo.account_id)
        assert db.session.execute(text("UPDATE conversations SET at_step = 'summary'")).rowcount == 0


@pytest.mark.parametrize("call", ["hold_conversation(:id)", "count_change(:id)", "note_presence(:id, 'worker', now())"])
def test_the_functions_that_hold_and_count_do_nothing_for_strangers(cast: Cast, call: str) -> None:
    ids = everything(cast)
    state = text("SELECT c.version, count(p.*) FROM conversations c LEFT JOIN conversation_presences p "
                 "ON p.conversation_id = c.id WHERE c.id = :id GROUP BY c.version")  # fmt: skip
    values = {"id": ids["conversation_id"]}
    with role(OWNER):
        before = tuple(db.session.execute(state, values).one())
    with role(WEB):
        act_as(cast.asha.account_id)
        db.session.execute(text(f"SELECT {call}"), values)
    with role(OWNER):
        assert tuple(db.session.execute(state, values).one()) == before


def test_looking_for_another_changes_nobody_into_them(cast: Cast) -> None:
    t.with_team(cast)
    sees = text("SELECT sees(:who, :record, 'dialog_plus_plan', now())")
    values = {"record": cast.alex.record_id}
    with role(WEB):
        for acting, is_known in ((cast.alex, True), (cast.tom, True), (cast.sam, False)):
            act_as(acting.account_id)
            assert db.session.scalar(sees, {**values, "who": cast.asha.account_id}) == is_known
            assert not db.session.scalar(sees, {**values, "who": cast.nia.account_id})
            assert db.session.scalar(text("SELECT acting_account()")) == acting.account_id


def test_every_act_leaves_its_row(cast: Cast) -> None:
    ids = everything(cast)
    conversation = {"id": ids["conversation_id"]}
    t.propose(cast.alex, cast, conversation, ids["action_id"], is_removed=True, version=1, expect=200)
    t.end(cast.alex, cast, conversation, "left")
    with role(OWNER):
        wanted = select(AuditEntry.action).where(AuditEntry.action.startswith("dialog_plus.")).order_by(AuditEntry.seq)
        acts = list(db.session.scalars(wanted))
    spoken = ["dialog_plus.begun", "dialog_plus.chosen", "dialog_plus.note_written", "dialog_plus.action_written"]
    later = ["dialog_plus.agreed", "dialog_plus.progress", "dialog_plus.action_removed", "dialog_plus.left"]
    assert acts == [*spoken, "dialog_plus.finished", *spoken, *later]


def test_whose_device_a_yes_was_typed_on_is_in_the_log(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    t.agree(cast.asha, cast, t.propose(cast.asha, cast, conversation), "person", "this_device")
    with role(OWNER):
        row = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "dialog_plus.agreed")).one()
        assert (row.actor_id, row.detail["side"], row.detail["how"]) == (
            cast.asha.account_id,
            "person",
            "this_device",
        )


def test_her_list_says_what_others_did_in_words(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    t.propose(cast.asha, cast, conversation)
    words = " ".join(one["words"] for one in cast.alex.get("/api/access-log")["entries"])
    assert "began a conversation with you about what you want to change" in words
    assert "wrote down what somebody will do" in words


@pytest.mark.parametrize("page", ["conversation", "working-on", "plan", "my-actions"])
def test_a_page_costs_the_same_however_much_is_written(cast: Cast, page: str) -> None:
    t.with_team(cast)
    ids = everything(cast)
    conversation = {"id": ids["conversation_id"]}
    paths = {
        "conversation": t.path(cast, conversation),
        "working-on": f"{t.record(cast)}/working-on",
        "plan": f"{t.record(cast)}/plans/{ids['plan_id']}",
        "my-actions": "/api/my-actions",
    }
    reader: Member = cast.alex if page == "my-actions" else cast.asha
    few = cost(reader, paths[page])
    for member in (cast.alex, cast.asha, cast.tom):
        for number in range(4):
            action = t.propose(member, cast, conversation, words=f"{number}.")
            t.agree(cast.alex, cast, action, "person")
            t.went(cast.asha, cast, action, "partly")
    for prompt in ("works", "best", "i_can"):
        t.write(cast.tom, cast, conversation, prompt=prompt)
    assert cost(reader, paths[page]) == few
