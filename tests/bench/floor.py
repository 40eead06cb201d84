"""The floor: the smallest Flask + SQLAlchemy + PostgreSQL service that stores and returns the same rows.

No sign-in, no row security, no encryption, no audit chain, no checks of input: what is left is what such a service must cost.
Served by the same server with as many processes: `granian --interface wsgi --factory tests.bench.floor:make_app`.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlalchemy.types import DateTime, Uuid


class Base(DeclarativeBase):
    registry = registry(type_annotation_map={datetime: DateTime(timezone=True), uuid.UUID: Uuid()})


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    phone: Mapped[str]
    hours: Mapped[list[Hours]] = relationship(lazy="selectin")


class Hours(Base):
    __tablename__ = "hours"
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    opens: Mapped[str]
    closes: Mapped[str]


class Person(Base):
    __tablename__ = "people"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID]
    name: Mapped[str]
    key_worker_id: Mapped[uuid.UUID]
    key_worker_name: Mapped[str]


class StepUp(Base):
    __tablename__ = "step_ups"
    __table_args__ = (Index("ix_step_ups_team", "team_id", "state"), Index("ix_step_ups_due", "next_due_at"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    state: Mapped[str]
    words: Mapped[str]
    wants_to_hear: Mapped[str]
    reach_by: Mapped[str]
    reach_on: Mapped[str | None]
    best_time: Mapped[str]
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    ladder: Mapped[Any] = mapped_column(JSONB)
    next_due_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined")
    team: Mapped[Team] = relationship(lazy="select")
    events: Mapped[list[Event]] = relationship(lazy="select", order_by="Event.at")


class Event(Base):
    __tablename__ = "events"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step_up_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("step_ups.id"), index=True)
    kind: Mapped[str]
    account_id: Mapped[uuid.UUID | None]
    at: Mapped[datetime]
    detail: Mapped[Any] = mapped_column(JSONB)


class Rating(Base):
    __tablename__ = "ratings"
    __table_args__ = (Index("ix_ratings_person", "person_id", "answered_at"),)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime]
    how: Mapped[str]
    words: Mapped[str]
    answers: Mapped[list[Answer]] = relationship(lazy="selectin")


class Answer(Base):
    __tablename__ = "answers"
    rating_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("ratings.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int | None]
    skipped: Mapped[str | None]
    wants_help: Mapped[bool | None]


class Job(Base):
    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str]
    args: Mapped[Any] = mapped_column(JSONB)


class Log(Base):
    __tablename__ = "logs"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    action: Mapped[str]
    subject_id: Mapped[uuid.UUID]


LADDER = [{"whom": "key_worker", "wait_minutes": 15}, {"whom": "team", "wait_minutes": 15}]
ASKED = ("wants_to_hear", "reach_by", "reach_on", "best_time")


def make_app() -> Flask:
    """The application; `python -m tests.bench.floor` makes its tables."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["FLOOR_DATABASE_URL"]
    app.json.sort_keys = False
    db.init_app(app)
    app.add_url_rule("/health", view_func=lambda: {"status": "ok"})
    app.add_url_rule("/step-ups/<uuid:step_up_id>/<uuid:person_id>", view_func=accept, methods=["PUT"])
    app.add_url_rule("/step-ups/<uuid:step_up_id>", view_func=read)
    app.add_url_rule("/ratings/<uuid:rating_id>/<uuid:person_id>", view_func=store_rating, methods=["PUT"])
    app.add_url_rule("/people/<uuid:person_id>/ratings", view_func=list_ratings)
    app.add_url_rule("/teams/<uuid:team_id>/requests", view_func=list_requests)
    return app


def accept(step_up_id: uuid.UUID, person_id: uuid.UUID) -> Any:
    """The request, its first event, the job and a line of the log in one commit."""
    body, now = request.get_json(), datetime.now(UTC)
    person = db.session.get_one(Person, person_id)
    step_up = StepUp(
        id=step_up_id,
        person=person,
        team_id=person.team_id,
        state="sent",
        words=body["words"],
        wants_to_hear=body.get("wants_to_hear", "today"),
        reach_by=body.get("reach_by", "ring"),
        reach_on=body.get("reach_on"),
        best_time=body.get("best_time", "any"),
        asked_at=now,
        ladder=LADDER,
        next_due_at=now,
    )
    event = Event(id=uuid.uuid4(), step_up_id=step_up_id, kind="sent", account_id=person_id, at=now, detail={})
    job = Job(task="advance", args={"id": str(step_up_id)})
    db.session.add_all([step_up, event, job, Log(at=now, action="asked", subject_id=step_up_id)])
    db.session.commit()
    return jsonify(_view(step_up)), 201


def read(step_up_id: uuid.UUID) -> Any:
    """One request with its team and its events."""
    return jsonify(_view(db.session.get_one(StepUp, step_up_id)))


def list_requests(team_id: uuid.UUID) -> Any:
    """The team's open requests."""
    found = db.session.scalars(
        select(StepUp).where(StepUp.team_id == team_id, StepUp.state != "closed").order_by(StepUp.asked_at)
    )
    return jsonify({"unanswered": [_row(step_up) for step_up in found]})


def store_rating(rating_id: uuid.UUID, person_id: uuid.UUID) -> Any:
    """A rating as one row, its answers as eleven, and a line of the log in one commit."""
    body, now = request.get_json(), datetime.now(UTC)
    rating = Rating(id=rating_id, person_id=person_id, answered_at=datetime.fromisoformat(body["answered_at"]))
    rating.how, rating.words = body["how"], body["words"]
    rating.answers = [
        Answer(item=one["item"], value=one["value"], skipped=one["skipped"], wants_help=one["wants_help"])
        for one in body["answers"]
    ]
    db.session.add_all([rating, Log(at=now, action="rated", subject_id=rating_id)])
    db.session.commit()
    return jsonify(_rating(rating)), 201


def list_ratings(person_id: uuid.UUID) -> Any:
    """All of a person's ratings with their answers."""
    found = db.session.scalars(select(Rating).where(Rating.person_id == person_id).order_by(Rating.answered_at))
    return jsonify({"ratings": [_rating(rating) for rating in found]})


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "id": rating.id,
        "answered_at": rating.answered_at.isoformat(),
        "how": rating.how,
        "words": rating.words,
        "answers": [
            {"item": one.item, "value": one.value, "skipped": one.skipped, "wants_help": one.wants_help}
            for one in rating.answers
        ],
    }


def _row(step_up: StepUp) -> dict[str, Any]:
    return {
        "id": step_up.id,
        "record_id": step_up.person_id,
        "person_name": step_up.person.name,
        "state": step_up.state,
        "asked_at": step_up.asked_at.isoformat(),
        "waiting_since": step_up.asked_at.isoformat(),
        "wants_to_hear": step_up.wants_to_hear,
        "reach_by": step_up.reach_by,
        "key_worker": {"account_id": step_up.person.key_worker_id, "name": step_up.person.key_worker_name},
        "promise": None,
        "is_mine": False,
    }


def _view(step_up: StepUp) -> dict[str, Any]:
    hours = [{"weekday": span.weekday, "opens": span.opens, "closes": span.closes} for span in step_up.team.hours]
    return {
        **_row(step_up),
        "words": step_up.words,
        **{name: getattr(step_up, name) for name in ASKED},
        "ladder": step_up.ladder,
        "team": {"id": step_up.team_id, "name": step_up.team.name, "phone": step_up.team.phone, "hours": hours},
        "timeline": [
            {"id": event.id, "kind": event.kind, "at": event.at.isoformat(), "by": event.account_id, **event.detail}
            for event in step_up.events
        ],
        "closed_at": step_up.closed_at,
    }


def prepare() -> None:
    """Make the tables, and the same teams and people as ours: from standard input as JSON."""
    with make_app().app_context():
        db.create_all()
        for team in json.load(sys.stdin):
            db.session.add(_team(team))
            db.session.flush()
            db.session.add_all(_person(team, person) for person in team["people"])
        db.session.commit()


def _team(team: dict[str, Any]) -> Team:
    hours = [Hours(weekday=weekday, opens="00:00", closes="00:00") for weekday in range(7)]
    return Team(id=uuid.UUID(team["team_id"]), name="Riverside Team", phone="01632 960001", hours=hours)


def _person(team: dict[str, Any], person: dict[str, Any]) -> Person:
    key_worker = team["workers"][0]
    return Person(
        id=uuid.UUID(person["record_id"]),
        team_id=uuid.UUID(team["team_id"]),
        name=person["name"],
        key_worker_id=uuid.UUID(key_worker["account_id"]),
        key_worker_name=key_worker["name"],
    )


if __name__ == "__main__":
    prepare()
