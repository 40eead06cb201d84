"""The demo as `make run` starts it, in a folder of its own: how soon it answers the second time, and what memory it takes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

from backend.config import ROOT
from tests.bench.load import Ask, put_load
from tests.faults.service import free_port, wait_until

START = "import sys; from pathlib import Path; from backend import demo; sys.exit(demo.run(int(sys.argv[1]), Path(sys.argv[2])))"
NAMES = {"web": "web", "worker": "worker", "postgres": "PostgreSQL"}
REQUESTS_SECONDS = 3


@dataclass(frozen=True)
class DemoFigures:
    """Seconds to the first answer; megabytes (proportional set size, so that shared pages count once)."""

    first_start_s: float
    second_start_s: float
    make_s: float
    memory_mb: dict[str, float]
    web_process_mb: float
    all_mb: float


def measure_demo() -> DemoFigures:
    """Start it, stop it, start it again, let it answer for a while, and look."""
    with tempfile.TemporaryDirectory(prefix="waymark-demo-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with _running(folder) as (_, first, _port):
            pass
        with _running(folder) as (process, second, port):
            asks = [Ask("GET", path) for path in ("/api/service", "/api/me", "/", "/health")]
            put_load(port, f"http://localhost:{port}", asks[:1], seconds=REQUESTS_SECONDS)
            memory = _memory(process.pid)
    web = max((size for name, size in memory.items() if name.startswith("web")), default=0.0)
    return DemoFigures(first, second, _make_seconds(), memory, web, sum(memory.values()))


@contextmanager
def _running(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], float, int]]:
    port, began = free_port(), time.monotonic()
    command = [sys.executable, "-c", START, str(port), str(folder / "demo")]
    env = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK")}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: _answers(port), seconds=60, why="the demo answers")
        yield process, time.monotonic() - began, port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).ok
    except requests.RequestException:
        return False


def _make_seconds() -> float:
    """What `make` itself takes to find that nothing is to be built."""
    began = time.monotonic()
    subprocess.run(["make", "--dry-run", "run"], cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - began


def _memory(pid: int) -> dict[str, float]:
    """Megabytes by process: the demo's own tree, and PostgreSQL, which belongs to nobody's tree."""
    tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    sizes: dict[str, float] = {}
    for process in tree:
        name = next((word for word in ("web", "worker", "auditor") if word in process.cmdline()), "watcher")
        if process.pid != pid and name == "watcher":
            continue  # The program that prints the links, on its way out.
        _add(sizes, name, process)
    folder = _data_folder(tree)
    for process in psutil.process_iter():
        if folder and process.name() == "postgres" and folder in _family(process):
            _add(sizes, "PostgreSQL", process)
    return {name: round(size, 1) for name, size in sizes.items()}


def _add(sizes: dict[str, float], name: str, process: psutil.Process) -> None:
    size = process.memory_full_info().pss / 1e6
    if name == "PostgreSQL":
        sizes[name] = sizes.get(name, 0.0) + size
    else:
        sizes[name if name not in sizes else f"{name} (process)"] = size


def _data_folder(tree: list[psutil.Process]) -> str:
    return next((process.cmdline()[-1] + "/postgres" for process in tree if "-c" in process.cmdline()), "")


def _family(process: psutil.Process) -> str:
    """The command of a PostgreSQL process and of its postmaster, which names the folder."""
    parent = process.parent()
    return " ".join(process.cmdline() + (parent.cmdline() if parent else []))
