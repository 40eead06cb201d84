"""The ledger of what was withdrawn: a file outside the database, so that a restored back-up brings no sharing back.

Each line is one withdrawal in JSON. Lines are only ever added; one may stand there twice. To replay is to end, once more,
all that the ledger says has ended.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from backend.audit import service as audit
from backend.core import clock
from backend.core.db import db
from backend.sharing.models import Withdrawal

AT_ONCE = 500
ONLY_US = 0o600

END_GRANT = "UPDATE grants SET until_at = :at WHERE id = :subject_id AND until_at IS NULL AND decision = 'shared'"
END_PERSON = "SELECT id FROM end_trusted(:subject_id, 'closed', NULL, :at)"
# What she shares again after she stopped it all was decided later than that.
END_ALL = """
    UPDATE grants SET until_at = :at
    WHERE record_id = :record_id AND until_at IS NULL AND decision = 'shared' AND from_at <= :stopped_at
"""
END = {"grant": END_GRANT, "trusted_person": END_PERSON, "stop": END_ALL}


def keep_withdrawals(ledger: Path) -> int:
    """Write down what was withdrawn since the last time, for the worker's sweep; the file is safe before the rows say so."""
    rows = list(
        db.session.scalars(
            select(Withdrawal)
            .where(Withdrawal.kept_at.is_(None))
            .order_by(Withdrawal.at, Withdrawal.id)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    )
    if rows:
        _append(ledger, "".join(_line(row) for row in rows))
    for row in rows:
        row.kept_at = clock.now()
    return len(rows)


def replay_withdrawals(ledger: Path) -> int:
    """End whatever the ledger says has ended. Returns how many were not, in this database; run twice, none are.

    For the operator, after a back-up was restored.
    """
    lines, now, ended = list(_read(ledger)), clock.now(), 0
    undone = {line["subject_id"] for line in lines if line["kind"] == "stop_undone"}
    for line in lines:
        if line["kind"] in END and line["subject_id"] not in undone:
            values = {"subject_id": line["subject_id"], "record_id": line["record_id"], "stopped_at": line["at"]}
            ended += _end(line["kind"], {**values, "at": now})
    audit.record_act(None, "sharing.withdrawals_replayed", ended=ended)
    return ended


def _end(kind: str, values: dict[str, Any]) -> int:
    done: Any = db.session.execute(text(END[kind]), values)
    return len(done.all()) if done.returns_rows else int(done.rowcount)


def _line(row: Withdrawal) -> str:
    told = {
        "id": str(row.id),
        "record_id": str(row.record_id),
        "kind": row.kind,
        "subject_id": str(row.subject_id),
        "at": row.at.isoformat(),
    }
    return json.dumps(told) + "\n"


def _append(ledger: Path, lines: str) -> None:
    """Add to the file and wait until the disk has it. A line that a crash tore is left to stand alone."""
    is_new = not ledger.exists()
    file = os.open(ledger, os.O_RDWR | os.O_APPEND | os.O_CREAT, ONLY_US)
    try:
        size = os.fstat(file).st_size
        if size and os.pread(file, 1, size - 1) != b"\n":
            lines = "\n" + lines
        _write_all(file, lines.encode())
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        _sync_folder(ledger.parent)


def _write_all(file: int, left: bytes) -> None:
    while left:
        left = left[os.write(file, left) :]


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _read(ledger: Path) -> Iterator[dict[str, str]]:
    """The lines. One that a crash tore was never said to be kept, so it stands again further down."""
    for words in ledger.read_text().splitlines():
        try:
            line = json.loads(words)
            datetime.fromisoformat(line["at"])
        except (ValueError, KeyError, TypeError):
            continue
        yield line
