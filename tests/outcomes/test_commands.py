"""What an operator types about questionnaires, and what a running service then knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select, text

from backend import cli_outcomes
from backend.audit.models import AuditEntry
from backend.cli import main
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.outcomes import catalogue
from backend.outcomes.models import LoadedInstrument
from tests.cast import Cast
from tests.outcomes.filling import ask_for, filled, outcomes, record
from tests.outcomes.test_checking import GOOD
from tests.outcomes.test_fhir import form, question
from tests.roles import role


@pytest.fixture
def waymark(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """`waymark instruments …` on this test's connection; files are written first."""

    @contextmanager
    def as_owner() -> Iterator[object]:
        with role(OWNER):
            yield SimpleNamespace()

    monkeypatch.setattr(cli_outcomes, "as_owner", as_owner)

    def run(command: str, document: Any = None) -> Result:
        arguments = ["instruments", command]
        if document is not None:
            file = tmp_path / "mine.json"
            file.write_text(document if isinstance(document, str) else json.dumps(document, indent=1))
            arguments.append(str(file))
        return CliRunner().invoke(main, arguments)

    yield run
    catalogue._Known.loaded.clear()


def sleep(**more: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(GOOD)), **more}


def test_a_good_one_is_added_once(waymark: Any) -> None:
    assert waymark("add", sleep()).output == "How I sleep: 2 questions, nothing to mend.\nAdded.\n"
    again = waymark("add", sleep())
    assert (again.exit_code, again.output.splitlines()[-1]) == (0, "It is there already.")
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(LoadedInstrument)) == 1
        acts = select(AuditEntry.actor_kind).where(AuditEntry.action == "outcomes.instrument_added")
        assert list(db.session.scalars(acts)) == ["service"]


def test_the_same_version_with_other_content_is_refused_and_a_new_one_added(waymark: Any) -> None:
    waymark("add", sleep())
    refused = waymark("add", sleep(title="How I slept"))
    assert refused.exit_code == 1
    assert '"sleep", version 1, is there already with other content' in refused.output
    assert waymark("add", sleep(title="How I slept", version="2")).exit_code == 0
    assert catalogue.instrument("sleep").title == "How I slept"
    assert catalogue.instrument("sleep", "1").title == "How I sleep"


def test_what_comes_with_the_service_is_not_replaced(waymark: Any) -> None:
    refused = waymark("add", sleep(key="dialog", version="2"))
    assert (refused.exit_code, refused.output.splitlines()[-1]) == (
        1,
        '"dialog" comes with Waymark. Choose another key.',
    )


@pytest.mark.parametrize("command", ["add", "check"])
def test_every_fault_comes_with_its_line_and_nothing_is_added(waymark: Any, command: str) -> None:
    broken = sleep(licence="", minutes=0)
    refused = waymark(command, broken)
    assert refused.exit_code == 1
    lines = json.dumps(broken, indent=1).splitlines()
    for name in ("licence", "minutes"):
        place = next(number for number, line in enumerate(lines, 1) if name in line)
        assert f"mine.json, line {place}: " in refused.output
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(LoadedInstrument)) == 0


def test_checking_changes_nothing(waymark: Any) -> None:
    assert waymark("check", sleep()).output == "How I sleep: 2 questions, nothing to mend.\n"
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(LoadedInstrument)) == 0


def test_a_fhir_questionnaire_says_what_it_leaves_out(waymark: Any) -> None:
    text_only = {"linkId": "x", "text": "Hello.", "type": "display"}
    added = waymark("add", form(text_only, question("a", "I feel hopeful.")))
    assert added.exit_code == 0, added.output
    assert "This text is not shown. (It is left out.)" in added.output
    assert catalogue.instrument("hopescale").licence == "Licence 123 to this trust."


def test_the_list(waymark: Any) -> None:
    waymark("add", sleep())
    waymark("add", sleep(version="2"))
    listed = waymark("list").output.splitlines()
    assert [line.split(":")[0] for line in listed] == ["dialog 1", "gbo 1", "sleep 2"]
    assert listed[-1].endswith("(2 questions). Free to use.")


def test_a_running_service_knows_it_at_once_and_everything_goes_the_same_way(waymark: Any, cast: Cast) -> None:
    assert [one["key"] for one in cast.alex.get("/api/instruments")["instruments"]] == ["dialog"]
    waymark("add", sleep())
    assert [one["key"] for one in cast.alex.get("/api/instruments")["instruments"]] == ["dialog", "sleep"]
    ask = ask_for(cast.asha, cast, instrument="sleep")
    assert (ask["title"], ask["minutes"]) == ("How I sleep", 1)
    for value in (1, 3):
        given = [{"item": item, "value": value} for item in ("falling", "waking") if value == 3 or item == "waking"]
        wrong = filled([{"item": "falling", "value": 1}], instrument="sleep")
        refused = cast.alex.put(f"{record(cast.alex)}/responses/{ask['id']}", wrong, expect=422)
        assert refused["fields"] == {"falling": ["Choose a number from 0 to 3."]}
        path = f"{record(cast.alex)}/responses/{_id(value)}"
        cast.alex.put(path, filled(given, instrument="sleep"), expect=201)
    page = outcomes(cast.alex, cast, "sleep")
    assert page["scores"][0]["values"] == [None, 6]
    assert page["items"][1]["since_previous"] == {"by": 2, "is_reliable": False, "words": "up by 2 since last time"}
    assert page["going_well"] == []
    (other,) = outcomes(cast.alex, cast)["others"]
    assert (other["key"], other["title"], other["count"]) == ("sleep", "How I sleep", 2)


def test_answers_to_an_older_version_are_still_shown(waymark: Any, cast: Cast) -> None:
    waymark("add", sleep())
    path = f"{record(cast.alex)}/responses/{_id(1)}"
    body = filled([{"item": "waking", "value": 2}], instrument="sleep")
    cast.alex.put(path, body, expect=201)
    newer = sleep(version="2", scores=[])
    newer["items"] = [{**newer["items"][1], "key": "getting_up", "words": "Getting up"}, newer["items"][1]]
    waymark("add", newer)
    page = outcomes(cast.alex, cast, "sleep")
    assert (page["instrument"]["version"], page["latest"]["version"]) == ("2", "1")
    assert [answer["item"] for answer in page["latest"]["answers"]] == ["falling", "waking"]
    assert [item["values"] for item in page["items"]] == [[None], [2]]
    assert (
        cast.alex.put(f"{record(cast.alex)}/responses/{_id(2)}", body, expect=409)["code"] == "outcomes.other_version"
    )


def test_requests_cannot_change_what_is_asked(waymark: Any) -> None:
    waymark("add", sleep())
    for change in ("UPDATE instruments SET version = '9'", "DELETE FROM instruments"):
        nested = db.session.begin_nested()
        with pytest.raises(Exception, match="permission denied"):
            db.session.execute(text(change))
        nested.rollback()


def _id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012}"
