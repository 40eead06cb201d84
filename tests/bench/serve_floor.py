"""Serves the floor exactly as `waymark web` serves ours: the same server, the same settings."""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

if __name__ == "__main__":
    Granian(
        "tests.bench.floor:make_app",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        factory=True,
        workers=int(sys.argv[2]),
        blocking_threads=1,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()
