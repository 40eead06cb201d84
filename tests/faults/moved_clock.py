"""One clock for several real processes: how far it is from the real one stands in a small file that all of them have mapped.

Only tests have it. The product has no switch for it: `tests.faults.moved` puts `now` below in the place of the real one before
it starts a command of the product, and the product asks `clock.now()` for every instant.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backend.core import clock

# Where the processes under test look for the file.
VARIABLE = "FAULTS_CLOCK_FILE"
MICROSECONDS = struct.Struct("<q")

real_now = clock.now


class MovedClock:
    """The hand that moves it. Time goes on by itself; a move is seen by every process at its next look."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_bytes(MICROSECONDS.pack(0))
        path.chmod(0o644)
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), MICROSECONDS.size)

    @property
    def ahead(self) -> timedelta:
        """How far it is from the real clock now."""
        return timedelta(microseconds=MICROSECONDS.unpack(self._map[:])[0])

    def now(self) -> datetime:
        """This instant, as the processes under test have it."""
        return real_now() + self.ahead

    def move(self, by: timedelta) -> None:
        """From now on it is so much later."""
        self._map[:] = MICROSECONDS.pack((self.ahead + by) // timedelta(microseconds=1))

    def move_to(self, instant: datetime) -> None:
        """From now on it goes on from that instant."""
        self.move(instant - self.now())


def reading(path: Path) -> Callable[[], datetime]:
    """A `now` that follows the file: it costs a look into mapped memory, and no system call."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), MICROSECONDS.size, access=mmap.ACCESS_READ)

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(microseconds=MICROSECONDS.unpack(mapped[:])[0])

    return now


def install() -> None:
    """Put it in the place of the product's clock, in this process and what it forks."""
    clock.now = reading(Path(os.environ[VARIABLE]))
