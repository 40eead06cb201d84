"""The environment: everything that is missing is named at once, and nothing secret has a default."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from backend.config import PUSH_HOSTS, REQUIRED, Config, NotConfigured, read_config, sqlalchemy_url

GIVEN = {
    "WAYMARK_ADDRESS": "https://waymark.example/",
    "WAYMARK_KEYS_FILE": "/etc/waymark/keys.json",
    "WAYMARK_DATABASE_URL": "postgresql://waymark_web@db/waymark",
    "WAYMARK_WORKER_DATABASE_URL": "postgresql://waymark_worker@db/waymark",
}
SECRET = {"keys_file", "database_url", "worker_database_url", "owner_database_url", "smtp_url", "notify_api_key"}


def test_everything_that_is_missing_is_named_in_one_message() -> None:
    with pytest.raises(NotConfigured) as stopped:
        read_config({})
    for name, what in REQUIRED.items():
        assert f"{name}: {what}" in str(stopped.value)


@pytest.mark.parametrize("name", sorted(REQUIRED))
@pytest.mark.parametrize("value", [None, ""])
def test_each_is_needed(name: str, value: str | None) -> None:
    environment = {key: held for key, held in {**GIVEN, name: value}.items() if held is not None}
    with pytest.raises(NotConfigured) as stopped:
        read_config(environment)
    assert name in str(stopped.value)
    assert [other for other in REQUIRED if other != name and other in str(stopped.value)] == []


def test_what_is_missing_is_said_without_what_is_there() -> None:
    """Addresses of databases hold passwords."""
    with pytest.raises(NotConfigured) as stopped:
        read_config({"WAYMARK_DATABASE_URL": "postgresql://waymark_web:secret@db/waymark"})
    assert "secret" not in str(stopped.value)


def test_nothing_secret_has_a_default() -> None:
    defaults = {field.name: field.default for field in fields(Config)}
    assert set(defaults) >= SECRET
    filled = {name: defaults[name] for name in SECRET if isinstance(defaults[name], str | Path)}
    assert filled == {}


def test_production_is_what_one_gets_by_saying_nothing() -> None:
    config = read_config(GIVEN)
    assert config.address == "https://waymark.example"
    assert not config.is_demo
    assert config.push_hosts == PUSH_HOSTS
    assert (config.smtp_url, config.notify_api_key, config.owner_database_url) == (None, None, "")


@pytest.mark.parametrize("value", ["", "no", "1", "true", "YES", "yes "])
def test_the_demo_begins_only_by_its_word(value: str) -> None:
    here = {**GIVEN, "WAYMARK_ADDRESS": "http://localhost:8000"}
    assert not read_config({**here, "WAYMARK_DEMO": value}).is_demo
    assert read_config({**here, "WAYMARK_DEMO": "yes"}).is_demo


def test_further_push_hosts_come_on_top() -> None:
    config = read_config({**GIVEN, "WAYMARK_PUSH_HOSTS": "127.0.0.1:9012,,push.example"})
    assert config.push_hosts == (*PUSH_HOSTS, "127.0.0.1:9012", "push.example")


def test_the_database_is_reached_by_psycopg() -> None:
    assert sqlalchemy_url("postgresql://a@/b?host=/x") == "postgresql+psycopg://a@/b?host=/x"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WAYMARK_ADDRESS", "waymark.example"),
        ("WAYMARK_ADDRESS", "http://waymark.example"),
        ("WAYMARK_ADDRESS", "http://localhost.example"),
        ("WAYMARK_DEMO", "yes"),
        ("WAYMARK_PROXIES", "one"),
    ],
)
def test_what_cannot_be_right_is_refused_by_name(name: str, value: str) -> None:
    """The demo shows codes on a page: nobody but this machine may reach it."""
    with pytest.raises(NotConfigured, match=name):
        read_config({**GIVEN, name: value})


def test_the_demo_is_for_this_machine() -> None:
    assert read_config({**GIVEN, "WAYMARK_ADDRESS": "http://localhost:8123", "WAYMARK_DEMO": "yes"}).is_demo
