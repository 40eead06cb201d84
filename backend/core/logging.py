"""Logs for operators: JSON lines with an event and opaque ids. No names, no words, no addresses of people, no paths with ids."""

from __future__ import annotations

import logging
import sys
from typing import TextIO, cast

import structlog

QUIET = ("urllib3", "pywebpush", "alembic", "httpx")
# They write tracebacks, which quote what was in a statement. The worker says itself what failed.
SILENT = ("procrastinate", "psycopg.pool")


class _StandardError:
    """Wherever standard error goes at the moment of writing: it may have been sent elsewhere since."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def set_up(level: str = "INFO") -> None:
    """Send structured events to standard error; keep chatty libraries, which may quote content, at warnings."""
    logging.basicConfig(stream=sys.stderr, level=level, format="%(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", _StandardError())),
    )
