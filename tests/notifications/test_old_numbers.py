"""The operator is reminded of crisis numbers that nobody has checked: once a day, also when the worker starts anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
import time_machine

from backend import worker
from backend.care import crisis_lines
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import WORKER
from backend.notifications import service
from backend.notifications.channels import channels
from tests.cast import Cast
from tests.notifications.conftest import Inbox, free_port
from tests.roles import role

FRESH = datetime(2027, 2, 20, 12, tzinfo=UTC)
OLD = datetime(2027, 2, 21, 12, tzinfo=UTC)
BEFORE_NINE = datetime(2027, 2, 22, 8, 59, tzinfo=UTC)
NEXT_DAY = datetime(2027, 2, 22, 9, tzinfo=UTC)


def sweep(at: datetime) -> list[dict[str, Any]]:
    """What the worker writes to its log in one sweep of its own role."""
    with time_machine.travel(at, tick=False), structlog.testing.capture_logs() as written, role(WORKER):
        worker.sweep_crisis_lines()
    db.session.expire_all()
    return written


def test_the_log_says_once_a_day_which_numbers_are_old(cast: Cast, configure: Any) -> None:
    assert sweep(FRESH) == []
    (line,) = sweep(OLD)
    assert (line["event"], line["oldest"]) == ("crisis_lines_to_check", "2026-11-22")
    assert line["lines"] == [one.key for one in crisis_lines.crisis_lines()]
    assert sweep(OLD) == []
    assert sweep(BEFORE_NINE) == []
    assert [line["event"] for line in sweep(NEXT_DAY)] == ["crisis_lines_to_check"]


def test_an_email_goes_out_where_an_address_is_set(cast: Cast, inbox: Inbox, configure: Any) -> None:
    configure(operator_email="ops@trust.example", smtp_url=channels.config.smtp_url)
    sweep(OLD)
    sweep(OLD)
    (letter,) = inbox.messages
    assert letter["To"] == "ops@trust.example"
    words = " ".join(letter.get_payload(decode=True).decode().split())
    assert "not been checked for 90 days: emergency, nhs_111" in words


def test_a_mail_server_that_is_away_is_said_in_the_log(cast: Cast, configure: Any) -> None:
    configure(operator_email="ops@trust.example", smtp_url=f"smtp://127.0.0.1:{free_port()}")
    assert [(line["event"], line.get("why")) for line in sweep(OLD)] == [
        ("crisis_lines_to_check", None),
        ("operator_not_written_to", "mail_unreachable"),
    ]


@pytest.mark.usefixtures("cast")
def test_nothing_is_said_while_every_number_is_fresh(configure: Any) -> None:
    assert service.remind_of_old_numbers(clock.now()) is False
