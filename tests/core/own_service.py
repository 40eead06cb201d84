"""A whole service of its own: its database, real connections of the web role, real commits. For what a shared transaction hides.

Its `probe` routes do what no real route should: break, run into a constraint, queue a job and then refuse.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_smorest import Blueprint
from marshmallow import fields
from sqlalchemy import text
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.config import Config
from backend.core import embedded_postgres as postgres
from backend.core import errors, http, limits, schema
from backend.core.db import db
from backend.core.keys import read_keys, write_keys
from backend.core.queue import jobs
from backend.core.schemas import Input, View, Words, one_of
from backend.core.sent_files import FileTaken, sent_file, takes_file
from tests.cast import ADDRESS

SECRET = "Alex wrote: nobody must read this"
PROBE = "/api/probe"

# More than any JSON may have, so that one sees that the route's own limit counts.
FILE_BYTES = 100_000

probe = Blueprint("probe", __name__, url_prefix=PROBE)


class Inner(Input):
    colour = fields.String()


class Note(Input):
    words = Words(load_default="")
    how = fields.String(validate=one_of("ring", "text"))
    name = fields.String()
    inner = fields.Nested(Inner)


class NoteView(View):
    words = fields.String(required=True)


@probe.route("/notes", methods=["POST"])
@http.anybody
@probe.arguments(Note)
@probe.response(200, NoteView)
def take_note(note: dict[str, Any]) -> dict[str, Any]:
    """Says the words back."""
    return {"words": note["words"]}


class WrongFile(errors.Invalid):
    code = "probe.wrong_file"
    words = "That is not a picture."


class LargeFile(errors.TooLarge):
    code = "probe.large_file"
    words = "That picture is too large."


@probe.route("/files", methods=["POST"])
@http.anybody
@takes_file(FileTaken(frozenset({"image/png"}), FILE_BYTES, WrongFile, LargeFile))
@probe.response(200, NoteView)
def take_file() -> dict[str, str]:
    """Says how large it was."""
    return {"words": str(len(sent_file()))}


@probe.route("/breaks", methods=["GET", "POST"])
@http.anybody
def breaks() -> None:
    """Fails in a way that nobody foresaw, with a message that quotes somebody."""
    raise RuntimeError(SECRET)


@probe.route("/constraint", methods=["POST"])
@http.anybody
def meet_constraint() -> None:
    """Puts the same row in twice."""
    for _ in range(2):
        db.session.execute(text("INSERT INTO attempts VALUES (:key, now(), 1)"), {"key": SECRET.encode()})


@probe.route("/jobs/<uuid:job>/<ending>", methods=["POST"])
@http.anybody
def queue_job(job: uuid.UUID, ending: str) -> dict[str, str]:
    """Queues a job, then ends well, in a refusal or in a failure."""
    jobs.defer("probe", job=str(job))
    if ending == "refused":
        raise errors.Conflict
    if ending == "broken":
        raise RuntimeError(SECRET)
    return {"job": str(job)}


@probe.route("/tries/<thing>", methods=["POST"])
@http.anybody
def try_something(thing: str) -> None:
    """Counts a try at most twice a minute, and is refused anyhow."""
    limits.count_attempt(thing, "here", at_most=2, within=timedelta(minutes=1))
    raise errors.Forbidden


@contextmanager
def own_service(config: Config, server: postgres.PostgresServer, name: str, folder: Path) -> Iterator[Flask]:
    """The application on a fresh database of that name, with a keys file and pages of its own in `folder`."""
    postgres.make_database(server, name)
    schema.migrate(postgres.url(server, postgres.OWNER, name))
    keys_file = folder / "keys.json"
    write_keys(read_keys(config.keys_file), keys_file)
    own = replace(
        config,
        keys_file=keys_file,
        database_url=postgres.url(server, postgres.WEB, name),
        worker_database_url=postgres.url(server, postgres.WORKER, name),
        owner_database_url=postgres.url(server, postgres.OWNER, name),
        pwa_folder=folder / "pwa",
    )
    app = create_app(own)
    app.register_blueprint(probe)
    yield app
    with app.app_context():
        db.engine.dispose()


def ask(app: Flask, method: str, path: str, **sent: Any) -> TestResponse:
    """One request from the service's own pages."""
    headers = {"Origin": ADDRESS, **sent.pop("headers", {})}
    return app.test_client(use_cookies=False).open(path, method=method, headers=headers, buffered=True, **sent)
