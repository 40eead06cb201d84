from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, event


@pytest.fixture
def statements(connection: Connection) -> Iterator[list[str]]:
    """Every SQL statement that goes over the test's connection."""
    seen: list[str] = []

    def note(conn, cursor, statement, parameters, context, executemany) -> None:
        seen.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    yield seen
    event.remove(connection, "before_cursor_execute", note)
