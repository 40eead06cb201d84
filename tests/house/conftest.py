from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.config import Config
from tests.cast import Cast
from tests.house.story import Story, telling


@pytest.fixture
def story(cast: Cast, config: Config) -> Iterator[Story]:
    """The whole story, played in this test's transaction."""
    with telling(cast, config) as told:
        yield told
