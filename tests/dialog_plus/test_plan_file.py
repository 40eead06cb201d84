"""The plan as a file: tagged, with title and language, and with people's words as they wrote them."""

from __future__ import annotations

import re
import time
import uuid
import zlib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.audit.models import AuditEntry
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.dialog_plus import plan_file
from backend.dialog_plus.plan_file import NoFile, paper_of, set_paper
from tests.cast import Cast
from tests.dialog_plus import talking as t
from tests.roles import role

WILD = [
    '#import "@preview/cetz:0.4.0"',
    '#read("/etc/passwd") #{ panic() } `raw` *bold* _it_ $x^2$ @ref <label> // no /* no */ \\ #',
    "= no heading\n- no list\n+ nor this\n/ nor: that",
    "🌻 👩‍👩‍👧 ✅",
    "مرحبا بالعالم שלום עולם",
    "你好 한국어 ไทย 𓀀 \ue000",
    "a" * 4000,
    "word " * 800,
    '"}; ] ) { } ( [ " \' \u2028 \u200b \t end',
]


def plan(words: str = "It is lonely.") -> dict[str, Any]:
    yes = {"at": datetime(2026, 11, 1, 9, tzinfo=UTC), "by": "Alex Morgan", "how": "this_device"}
    action = {"words": words, "owner_name": words[:100], "due_on": date(2026, 12, 1), "is_agreed": False}
    notes = [{"title": "What is working", "words": words, "by": "Alex Morgan", "typed_for": "worker"}]
    area = {"title": "Job situation", "value": 4, "notes": notes}
    return {
        "id": uuid.UUID(int=1),
        "version": 3,
        "at": datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
        "written": "together",
        "by": "Asha Begum",
        "with_": ["Alex Morgan"],
        "person_name": "Alex Morgan",
        "areas": [{**area, "actions": [{**action, "agreed": {"person": None, "worker": yes}}]}],
        "reviewed": [{"words": words, "status": "partly", "went": words}],
    }


def tags(made: bytes) -> str:
    """The file's structure, with what is packed in it unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    return (made + b"".join(_unpacked(one) for one in packed)).decode("latin-1")


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_it_is_tagged_and_says_what_it_is() -> None:
    made = tags(set_paper(paper_of(plan())))
    assert made.startswith("%PDF-1.7")
    for wanted in (
        "/Marked true",
        "/StructTreeRoot",
        "/Lang(en-GB)",
        "/DisplayDocTitle true",
        "<pdfuaid:part>1</pdfuaid:part>",
        "plan</rdf:li>",
        "/Title(Alex Morgan's plan)",
        "/S/H1",
        "/S/H2",
        "/S/Table",
        "/S/TH",
        "/S/L",
    ):
        assert wanted in made, wanted


def test_it_says_when_how_and_who() -> None:
    paper = paper_of(plan())
    assert paper["facts"] == [
        ["Made on", "2 July 2026, version 3"],
        ["How it was written", "Written together by Asha Begum and Alex Morgan"],
    ]
    assert paper["footer"] == "Alex Morgan's plan, version 3, 2 July 2026"
    (area,) = paper["areas"]
    assert (area["rating"], area["notes"][0]["by"]) == ("Rated 4 out of 7", "Alex Morgan, typed for the worker")
    said = "Not agreed by both yet: the worker, typed by Alex Morgan on one device, together, 1 November 2026"
    assert area["actions"] == [["It is lonely.", "It is lonely.", "1 December 2026", said]]
    assert paper["reviewed"] == [["It is lonely.", "Partly", "It is lonely."]]


@pytest.mark.parametrize(
    ("written", "others", "said"),
    [
        ("alone", [], "Written alone by Asha Begum"),
        ("together", ["Alex Morgan", "Jo Hart"], "Written together by Asha Begum and Alex Morgan and Jo Hart"),
        ("together", [], "Written together by Asha Begum and somebody beside them, on one device"),
    ],
)
def test_it_says_truly_who_wrote_it(written: str, others: list[str], said: str) -> None:
    paper = paper_of({**plan(), "written": written, "with_": others})
    assert paper["facts"][1] == ["How it was written", said]


@pytest.mark.parametrize("words", WILD, ids=range(len(WILD)))
def test_no_words_are_read_as_markup(words: str) -> None:
    made = tags(set_paper(paper_of(plan(words))))
    plain = tags(set_paper(paper_of(plan())))
    assert made.count("/S/H1") == plain.count("/S/H1")
    assert made.count("/S/Table") == plain.count("/S/Table")
    assert "/S/Formula" not in made
    assert "/S/Strong" not in made or made.count("/S/Strong") == plain.count("/S/Strong")


def test_the_same_plan_is_the_same_file() -> None:
    assert set_paper(paper_of(plan())) == set_paper(paper_of(plan()))


def test_what_takes_too_long_is_given_up_in_words() -> None:
    began = time.monotonic()
    with pytest.raises(NoFile, match=r"dialog_plus\.no_file"):
        set_paper(paper_of(plan()), seconds=0.01)
    assert time.monotonic() - began < 5


def test_when_too_many_are_made_it_says_so_too() -> None:
    with plan_file.AT_ONCE, plan_file.AT_ONCE, pytest.raises(NoFile):
        set_paper(paper_of(plan()), seconds=0.01)
    assert set_paper(paper_of(plan()))


def test_it_is_fetched_and_logged_as_a_file(cast: Cast) -> None:
    t.with_team(cast)
    path = f"{t.record(cast)}/plans/{t.talk_it_over(cast)['plan_id']}/pdf"
    answer = cast.asha.respond("GET", path)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"%PDF-")
    with role(OWNER):
        wanted = select(func.count()).select_from(AuditEntry).where(AuditEntry.how == "export")
        assert db.session.scalar(wanted.where(AuditEntry.actor_id == cast.asha.account_id)) == 1
    cast.jo.get(path, expect=404)
    cast.sam.get(path, expect=404)


def test_when_it_cannot_be_made_it_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"{t.record(cast)}/plans/{t.talk_it_over(cast)['plan_id']}/pdf"
    monkeypatch.setattr(plan_file, "SETTER", plan_file.SETTER.with_name("not_there.py"))
    refused = cast.alex.get(path, expect=503)
    assert (refused["code"], "safe" in refused["detail"]) == ("dialog_plus.no_file", True)
