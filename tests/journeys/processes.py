"""Starting the real thing for the journeys: each process apart, on free ports of this machine, stopped by its own id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from backend.config import ROOT

Found = TypeVar("Found")

PATIENCE = 30
STOPS_WITHIN = 10


@dataclass
class Process:
    """One process with everything it starts, in a group of its own. What it says goes to a file."""

    name: str
    popen: subprocess.Popen[str]
    log: Path

    def stop(self) -> None:
        """Ask it to end; end it when it does not."""
        self._signal(signal.SIGTERM)
        try:
            self.popen.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it and its children at once, as a power cut would."""
        self._signal(signal.SIGKILL)
        self.popen.wait(STOPS_WITHIN)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, number)


def start(name: str, command: list[str], log: Path, settings: dict[str, str] | None = None) -> Process:
    """Start a process; its output goes to `log`."""
    with log.open("a") as out:
        popen = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    return Process(name, popen, log)


def run(command: list[str], settings: dict[str, str]) -> None:
    """Run a command to its end; what it said is part of the failure."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_until(found: Callable[[], Found], what: str, *, seconds: float = PATIENCE) -> Found:
    """Wait for something that cannot tell us when it is there, and return what was found."""
    end = time.monotonic() + seconds
    while not (it := found()):
        assert time.monotonic() < end, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)
    return it


def answers(url: str) -> bool:
    """Whether something answers there, whatever it says."""
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
