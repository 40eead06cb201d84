"""Asking a provider: two requests of a process at once at most, so that a slow one leaves the others free to answer people.

A third waits for a moment; whoever comes then is told that the provider is away. Nobody holds a connection to the database
meanwhile, and nothing of theirs is used up before it is their turn.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from backend.core.work import without_connection
from backend.openid.refusals import ProviderAway

AT_ONCE = 2
WAITING = 1
WAIT_SECONDS = 2.0

_asking = threading.BoundedSemaphore(AT_ONCE)
_waiting = threading.BoundedSemaphore(WAITING)


@contextmanager
def one_of_few() -> Iterator[None]:
    """Be one of those who may ask. What was not committed before is undone. Raises ProviderAway when there are too many."""
    with without_connection():
        _take_turn()
    try:
        yield
    finally:
        _asking.release()


def _take_turn() -> None:
    if _asking.acquire(blocking=False):
        return
    if not _waiting.acquire(blocking=False):
        raise ProviderAway
    try:
        if not _asking.acquire(timeout=WAIT_SECONDS):
            raise ProviderAway
    finally:
        _waiting.release()
