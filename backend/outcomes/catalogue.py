"""Which instruments there are: those that come with the service, read from their files at start, and those that were loaded.

A loaded one is known to every process without a restart: it is read from its table, and kept by key and version, under which
nothing ever changes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.core import clock
from backend.core.db import db
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.core.placed_json import Unreadable, read_placed
from backend.outcomes.checking import check_definition
from backend.outcomes.definitions import Instrument
from backend.outcomes.models import LoadedInstrument

FOLDER = Path(__file__).parent / "instruments"
DIALOG, GBO = "dialog", "gbo"


class BrokenInstrument(SystemExit):
    """An instrument that comes with the service cannot be used. Its message names file, line and fault."""


class CannotAdd(Exception):
    """Why an instrument was not added, in words for the operator."""


class _Known:
    """What this process has read."""

    shipped: dict[str, Instrument] = {}
    loaded: dict[tuple[str, str], Instrument] = {}


def read_shipped(folder: Path = FOLDER) -> None:
    """Read and check what comes with the service. Raises BrokenInstrument with everything that is wrong."""
    found: dict[str, Instrument] = {}
    wrong: list[str] = []
    for path in sorted(folder.glob("*.json")):
        instrument, faults = _read(path)
        wrong += [f"  {path.name}, {fault}" for fault in faults]
        if instrument is not None:
            found[instrument.key] = instrument
    wrong += [f"  {key}.json is missing." for key in (DIALOG, GBO) if not (folder / f"{key}.json").exists()]
    if wrong:
        raise BrokenInstrument("\n".join(["Waymark cannot start. Please mend these questionnaires:", *wrong]))
    _Known.shipped = found


def instrument(key: str, version: str | None = None) -> Instrument:
    """That instrument; without a version its newest. Raises NotFound."""
    found = _find(key, version)
    if found is None:
        raise NotFound
    return found


def newest_of_all() -> list[Instrument]:
    """The newest version of each, those that come with the service first, in one query."""
    loaded: dict[str, Instrument] = {}
    for row in db.session.scalars(select(LoadedInstrument).order_by(LoadedInstrument.added_at)):
        loaded[row.key] = _keep(row)
    return [*_Known.shipped.values(), *loaded.values()]


def list_to_ask() -> list[Instrument]:
    """Those that a worker can ask for, and a person can fill in."""
    return [one for one in newest_of_all() if one.may_be_asked]


def add_instrument(instrument: Instrument, document: dict[str, Any]) -> bool:
    """Keep a checked instrument. False when it is there already. Raises CannotAdd. For the operator's command."""
    if instrument.key in _Known.shipped:
        raise CannotAdd(f'"{instrument.key}" comes with Waymark. Choose another key.')
    known = _row(instrument.key, instrument.version)
    if known is not None:
        if known.definition != document:
            raise CannotAdd(
                f'"{instrument.key}", version {instrument.version}, is there already with other content. People may have'
                " answered it. Give the changed one a new version."
            )
        return False
    row = LoadedInstrument(id=new_id(), key=instrument.key, version=instrument.version, added_at=clock.now())
    row.definition = document
    db.session.add(row)
    db.session.flush()
    audit.record_act(None, "outcomes.instrument_added", subject_id=row.id)
    return True


def _read(path: Path) -> tuple[Instrument | None, list[Any]]:
    try:
        document, twice = read_placed(path.read_text())
    except Unreadable as problem:
        return None, [problem.fault]
    found, faults = check_definition(document)
    return found, [*twice, *faults]


def _find(key: str, version: str | None) -> Instrument | None:
    shipped = _Known.shipped.get(key)
    if shipped is not None and version in (None, shipped.version):
        return shipped
    if version is not None and (key, version) in _Known.loaded:
        return _Known.loaded[key, version]
    row = _row(key, version)
    return _keep(row) if row else None


def _row(key: str, version: str | None) -> LoadedInstrument | None:
    wanted = select(LoadedInstrument).where(LoadedInstrument.key == key)
    if version is not None:
        wanted = wanted.where(LoadedInstrument.version == version)
    return db.session.scalar(wanted.order_by(LoadedInstrument.added_at.desc()).limit(1))


def _keep(row: LoadedInstrument) -> Instrument:
    if (row.key, row.version) not in _Known.loaded:
        document, _ = read_placed(json.dumps(row.definition))
        found, faults = check_definition(document)
        if found is None:
            raise CannotAdd(f'"{row.key}" in the database is damaged: {faults[0]}')
        _Known.loaded[row.key, row.version] = found
    return _Known.loaded[row.key, row.version]
