"""Work for a process of its own, which is gone afterwards: what takes much memory, and what reads files that strangers made.

The web process stays small, and a fault in somebody else's decoder meets neither keys nor database.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path


class Failed(Exception):
    """It was given up. `status` is what the process said, or None when it took too long or found no place."""

    def __init__(self, status: int | None = None) -> None:
        self.status = status
        super().__init__(status)


def run_script(script: Path, given: bytes, seconds: float, at_once: threading.BoundedSemaphore) -> bytes:
    """Have `script` make something of what it is given, within that time and a few at once. Raises Failed."""
    if not at_once.acquire(timeout=seconds):
        raise Failed
    try:
        return _run(script, given, seconds)
    except subprocess.CalledProcessError as problem:
        raise Failed(problem.returncode) from None
    except (subprocess.SubprocessError, OSError):
        raise Failed from None
    finally:
        at_once.release()


def _run(script: Path, given: bytes, seconds: float) -> bytes:
    # Nothing of ours goes along: neither the settings nor the keys' place.
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1"}
    command = [sys.executable, "-I", str(script)]
    done = subprocess.run(
        command, input=given, capture_output=True, timeout=seconds, check=True, env=environment, cwd="/"
    )
    return done.stdout
