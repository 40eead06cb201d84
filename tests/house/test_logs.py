"""Logs are for operators: whatever happens, nobody's words, names or addresses are in them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from backend.config import Config
from backend.core import logging as service_logs
from tests.cast import Cast
from tests.house.story import CONTACTS, NAMES, WORDS, telling


@contextmanager
def at_its_most_talkative() -> Iterator[None]:
    """Every logger writes everything to standard error; afterwards all is as before."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    root.handlers = [logging.StreamHandler(sys.stderr)]
    root.setLevel(logging.DEBUG)
    service_logs.set_up("DEBUG")
    try:
        yield
    finally:
        root.handlers = handlers
        root.setLevel(level)
        service_logs.set_up("WARNING")


def test_the_story_leaves_nothing_of_anybody_in_the_logs(
    cast: Cast, config: Config, capfd: pytest.CaptureFixture[str]
) -> None:
    with at_its_most_talkative(), telling(cast, config) as story:
        logging.getLogger("house").debug("the logs are captured")
        _break(story.cast)
    out, err = capfd.readouterr()
    written = out + err
    assert "the logs are captured" in written
    assert "request_broken" in written, "The forced failure left no line: are the service's own logs captured?"
    private = [*NAMES, *CONTACTS, *story.secrets, *WORDS.values()]
    private += [piece for words in WORDS.values() for piece in re.split(r"[,.] ?", words) if len(piece) > 8]
    found = {secret: _line_with(secret, written) for secret in private if secret in written}
    assert found == {}


def _break(cast: Cast) -> None:
    """A failure whose message quotes what somebody wrote."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("backend.care.service.my_team", _fail)
        problem = cast.alex.get("/api/my-team", expect=500)
    assert problem["code"] == "http.broken"
    assert WORDS["asking"] not in str(problem)


def _fail(*_: object) -> None:
    raise RuntimeError(WORDS["asking"])


def _line_with(secret: str, written: str) -> str:
    return next(line for line in written.splitlines() if secret in line)[:200]
