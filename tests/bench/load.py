"""Load on one server over a few connections, in the same way for everybody.

What may be asked again and again comes from `wrk` where it is there; what is asked once, and all else, from asyncio.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 8
LUA = Path(__file__).with_name("load.lua")
GOOD = range(200, 400)


@dataclass(frozen=True)
class Ask:
    """One request to be sent."""

    method: str
    path: str
    token: str = ""
    body: str = ""

    @property
    def cookie(self) -> str:
        return f"waymark_session={self.token}" if self.token else ""


@dataclass(frozen=True)
class Figures:
    """What came of one turn."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    faults: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def generator() -> str:
    """What makes the load on this machine."""
    return "wrk" if shutil.which("wrk") else "asyncio"


def put_load(port: int, origin: str, asks: list[Ask], *, seconds: float | None = None) -> Figures:
    """Send the requests in turn over all connections: for so many seconds again and again, or each once."""
    if seconds and generator() == "wrk":
        return _by_wrk(port, origin, asks, seconds)
    return asyncio.run(_turn(port, origin, asks, seconds))


def _by_wrk(port: int, origin: str, asks: list[Ask], seconds: float) -> Figures:
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.writelines(f"{ask.method}\t{ask.path}\t{ask.cookie}\t{ask.body}\n" for ask in asks)
        file.flush()
        lasts = f"{max(1, round(seconds))}s"
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", "-d", lasts, "-s", str(LUA), f"http://127.0.0.1:{port}"]
        command += ["--", file.name, origin]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Figures(**json.loads(out.strip().splitlines()[-1]))


async def _turn(port: int, origin: str, asks: list[Ask], seconds: float | None) -> Figures:
    left, took, faults = iter(range(10**9 if seconds else len(asks))), [], []
    began = time.perf_counter()

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in left:
            if seconds and time.perf_counter() - began > seconds:
                break
            sent = time.perf_counter()
            writer.write(_raw(asks[number % len(asks)], origin, port))
            status = await _answer(reader)
            took.append(time.perf_counter() - sent)
            faults.extend([] if status in GOOD else [status])
        writer.close()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    percentiles = statistics.quantiles(took, n=100)
    lasted = time.perf_counter() - began
    return Figures(len(took), lasted, percentiles[49] * 1000, percentiles[98] * 1000, len(faults))


def _raw(ask: Ask, origin: str, port: int) -> bytes:
    lines = [f"{ask.method} {ask.path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Origin: {origin}"]
    lines += [f"Cookie: {ask.cookie}"] if ask.token else []
    lines += ["Content-Type: application/json", f"Content-Length: {len(ask.body)}", "", ask.body]
    return "\r\n".join(lines).encode()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = head.partition("content-length:")[2].partition("\r\n")[0]
    await reader.readexactly(int(length or 0))
    return int(head.split(" ", 2)[1])
