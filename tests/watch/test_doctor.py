"""The doctor: a line for each thing that can be wrong, in words, and an exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from backend.cli import main
from backend.config import Config
from backend.core import clock
from backend.core import embedded_postgres as postgres
from backend.watch import doctor, setting_ailments
from backend.watch.ailments import BROKEN, LOOK, OK, Line

NOTIFY = "waymark-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "26785a09-ab16-4eb0-8407-a37497a57506"


@pytest.fixture(scope="module")
def installed(server: postgres.PostgresServer, config: Config, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """An installation in which everything is right but what this test process cannot have: it is looked at, not run."""
    folder: Path = tmp_path_factory.mktemp("installed")
    shutil.copy(config.keys_file, folder / "keys.json")
    (folder / "keys.json").chmod(0o600)
    (folder / "index.html").write_text("")
    return replace(
        config,
        keys_file=folder / "keys.json",
        pwa_folder=folder,
        ledger_file=folder / "withdrawals.jsonl",
        database_url=postgres.url(server, postgres.WEB, "waymark"),
        auditor_database_url=postgres.url(server, postgres.AUDITOR, "waymark"),
        push_contact="mailto:waymark@trust.example",
        operator_webhook="https://hooks.trust.example/",
        dead_man_url="https://dead.trust.example/",
        notify_api_key=NOTIFY,
        notify_template=TEMPLATE,
        notify_callback_token="a token",
        is_demo=False,
    )


@pytest.fixture
def alive(installed: Config, server: postgres.PostgresServer) -> Iterator[psycopg.Connection[Any]]:
    """The engine and the auditor have just given their signs of life; all of it is gone afterwards."""
    with psycopg.connect(postgres.url(server, "postgres", "waymark"), autocommit=True) as connection:
        for name in ("ladders", "messages", "auditor"):
            connection.execute("INSERT INTO heartbeats VALUES (%s, %s, 3)", [name, clock.now()])
        connection.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        yield connection
        for table in ("heartbeats", "procrastinate_workers", "finding_tellings", "findings"):
            connection.execute(f"DELETE FROM {table}".encode())


def worse(said: list[Line]) -> dict[str, str]:
    return {line.about: line.level for line in said if line.level != OK}


def test_a_sound_installation_is_ok(installed: Config, alive: psycopg.Connection[Any]) -> None:
    said = doctor.look_at_everything(installed)
    assert worse(said) == {"e-mail": LOOK}, [line for line in said if line.level != OK]
    assert doctor.exit_code(said) == 1
    assert doctor.exit_code([line for line in said if line.about != "e-mail"]) == 0
    assert len(said) > 18


@pytest.mark.parametrize(
    ("changes", "about", "level"),
    [
        ({"keys_file": Path("/nonexistent")}, "keys file", BROKEN),
        ({"push_contact": "waymark"}, "push contact", BROKEN),
        ({"push_contact": Config.push_contact}, "push contact", LOOK),
        ({"smtp_url": "smtp://127.0.0.1:1"}, "e-mail", BROKEN),
        ({"notify_api_key": "wrong"}, "texts", BROKEN),
        ({"notify_template": "wrong"}, "texts", BROKEN),
        ({"notify_callback_token": None}, "texts", LOOK),
        ({"operator_webhook": None}, "operators", LOOK),
        ({"dead_man_url": None}, "dead man's switch", LOOK),
        ({"crisis_lines_file": Path(__file__)}, "crisis numbers", BROKEN),
        ({"pwa_folder": Path("/nonexistent")}, "pages", BROKEN),
        ({"ledger_file": None}, "ledger", LOOK),
    ],
)
def test_a_wrong_setting_has_its_line(installed: Config, changes: dict[str, Any], about: str, level: str) -> None:
    config = replace(installed, **changes)
    said = [line for look in setting_ailments.LOOKS for line in look(config)]
    assert [line.level for line in said if line.about == about] == [level]


def test_keys_that_others_may_read_are_broken(installed: Config) -> None:
    installed.keys_file.chmod(0o640)
    try:
        assert worse(list(setting_ailments._keys_file(installed))) == {"keys file": BROKEN}
    finally:
        installed.keys_file.chmod(0o600)


def test_little_room_is_said(installed: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, level in (("LITTLE", LOOK), ("TOO_LITTLE", BROKEN)):
        monkeypatch.setattr(setting_ailments, limit, 1 << 60)
        assert worse(list(setting_ailments._disk_space(installed))) == {"disk": level}


@pytest.mark.parametrize(
    ("harm", "about"),
    [
        ("UPDATE heartbeats SET at = at - interval '5 minutes' WHERE name = 'ladders'", "ladder sweep"),
        ("DELETE FROM heartbeats WHERE name = 'messages'", "message sweep"),
        ("UPDATE heartbeats SET at = at - interval '5 minutes' WHERE name = 'auditor'", "auditor"),
        ("DELETE FROM procrastinate_workers", "queue"),
    ],
)
def test_an_engine_that_is_silent_is_broken(
    installed: Config, alive: psycopg.Connection[Any], harm: str, about: str
) -> None:
    alive.execute(harm.encode())
    assert worse(doctor.look_at_everything(installed)) == {"e-mail": LOOK, about: BROKEN}


def test_an_open_finding_is_to_be_looked_at(installed: Config, alive: psycopg.Connection[Any]) -> None:
    alive.execute(
        "INSERT INTO findings (id, kind, subject, opened_at) VALUES (gen_random_uuid(), 'no_worker', 'workers', %s)",
        [clock.now()],
    )
    said = doctor.look_at_everything(installed)
    assert [line.words for line in said if line.about == "finding"] == ["No worker takes jobs (no_worker, 1)"]


def test_a_role_that_may_too_much_is_broken(
    installed: Config, server: postgres.PostgresServer, alive: psycopg.Connection[Any]
) -> None:
    config = replace(installed, auditor_database_url=postgres.url(server, "postgres", "waymark"))
    (line,) = [line for line in doctor.look_at_everything(config) if line.about == "database as auditor"]
    assert line.level == BROKEN
    for fault in ("is postgres, not waymark_auditor", "may do more than it should", "can read sealed words"):
        assert fault in line.words


def test_a_database_that_is_away_is_broken_and_hides_nothing_else(installed: Config) -> None:
    away = "postgresql://waymark_web:secret@/waymark?host=/nonexistent"
    config = replace(installed, database_url=away, owner_database_url=away, worker_database_url=away)
    said = doctor.look_at_everything(config)
    assert worse(said)["database as web"] == BROKEN
    assert "keys file" in {line.about for line in said if line.level == OK}
    assert "secret" not in str(said)


def test_the_command_says_lines_or_json_and_its_code() -> None:
    environment = {"WAYMARK_DATABASE_URL": "postgresql://waymark_web:secret@/waymark?host=/nonexistent"}
    plain = CliRunner().invoke(main, ["doctor"], env=environment)
    assert plain.exit_code == 2
    assert plain.output.startswith("broken  settings: Waymark cannot start.")
    assert "secret" not in plain.output
    (line,) = json.loads(CliRunner().invoke(main, ["doctor", "--json"], env=environment).output)
    assert (line["about"], line["level"]) == ("settings", "broken")
