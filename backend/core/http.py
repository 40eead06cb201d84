"""The way of one request: who may call, one transaction, one shape for everything that goes wrong.

Every route carries exactly one guard from here (`anybody`, `signed_in`, `person`, `worker`), directly below `@blp.route`. The
guard loads the actor, tells the database who acts, runs the view, sees that every reading of another's record was logged, and
commits; anything raised rolls back.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, after_this_request, current_app, g, make_response, request
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from backend.core import errors, reads
from backend.core.actor import Actor
from backend.core.db import act_as, db
from backend.core.schema_faults import schema_faults
from backend.core.sent_files import check_file_of
from backend.core.sent_form import check_form_of
from backend.core.sent_json import READS, check_json_of

log = structlog.get_logger()

COOKIE = "waymark_session"
POLLING = "Waymark-Polling"
OK, BAD = 200, 400
MAX_BODY_BYTES = 64 * 1024

View = Callable[..., Any]
ActorLoader = Callable[[str, bool], Actor | None]
RefusalHook = Callable[[Actor | None, errors.Refusal], None]

STATUS: dict[type[errors.Refusal], int] = {
    errors.Malformed: 400,
    errors.SignedOut: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.Invalid: 422,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}

FLASK_ERRORS: dict[int, tuple[str, str]] = {
    400: ("http.malformed", "We could not read what was sent. Please try again."),
    404: ("http.not_found", "We could not find that."),
    405: ("http.not_allowed", "This address does not take that kind of request."),
    413: (errors.TooLarge.code, errors.TooLarge.words),
    415: ("http.malformed", "We could not read what was sent. Please try again."),
    422: ("http.bad_input", "Please check what you wrote."),
}
BROKEN = ("http.broken", "Something went wrong on our side. Nothing was saved. Please try again.")
DATABASE_AWAY = (OperationalError, InterfaceError)


def anybody(view: View) -> View:
    """Open to everybody, signed in or not. Say why in the route's docstring."""
    return _guarded(view, "anybody", lambda _: None)


def signed_in(view: View) -> View:
    """Any signed-in account."""
    return _guarded(view, "signed_in", _check_signed_in)


def person(view: View) -> View:
    """An account that holds a record."""
    return _guarded(view, "person", _check_person)


def worker(view: View) -> View:
    """An account with a live membership of a team."""
    return _guarded(view, "worker", _check_worker)


def called_by_servers(view: View) -> View:
    """Let this one route be called by another service, which has no page of ours and no session: it proves itself by a secret.

    Stands directly below the guard. Nobody is signed in there, whatever a browser brings along.
    """
    view.called_by_servers = True  # type: ignore[attr-defined]
    return view


def actor() -> Actor:
    """Who is acting. Only behind a guard that requires somebody."""
    return cast("Actor", g.actor)


def actor_or_none() -> Actor | None:
    """Who is acting, if anybody is signed in."""
    return cast("Actor | None", g.get("actor"))


def set_cookie(response: Response, token: str, seconds: int, *, name: str = COOKIE, path: str = "/") -> None:
    """Hand a secret to the browser, the session's by default: not readable by scripts, not sent from other sites."""
    response.set_cookie(name, token, max_age=seconds, path=path, httponly=True, samesite="Strict", secure=_needs_tls())


def hand_cookie(token: str, seconds: int, *, name: str = COOKIE, path: str = "/") -> None:
    """Give a secret to the browser with the answer, the session's by default, if the request ends well."""

    @after_this_request
    def put_cookie(response: Response) -> Response:
        if response.status_code < BAD:
            set_cookie(response, token, seconds, name=name, path=path)
        return response


def _needs_tls() -> bool:
    """Everywhere but on this very machine, where a browser talks to nobody else."""
    address = urlsplit(current_app.config["WAYMARK"].address)
    return bool(address.scheme == "https" or address.hostname != "localhost")


def clear_cookie(response: Response, *, name: str = COOKIE, path: str = "/") -> None:
    """Take a secret back, the session's by default."""
    response.delete_cookie(name, path=path, httponly=True, samesite="Strict")


def problem(status: int, code: str, words: str, fields: dict[str, list[str]] | None = None) -> Response:
    """An RFC 9457 answer. `detail` is plain words that a page may show as they are."""
    body: dict[str, Any] = {"type": "about:blank", "title": code, "status": status, "detail": words, "code": code}
    if fields:
        body["fields"] = fields
    response = make_response(body, status)
    response.content_type = "application/problem+json"
    return response


def register(app: Flask, load_actor: ActorLoader, on_refusal: RefusalHook) -> None:
    """Give the application its error shape and its guards their actor loader."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.extensions["waymark_actor"] = load_actor
    app.extensions["waymark_refusal"] = on_refusal
    app.register_error_handler(errors.Refusal, _answer_refusal)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(DBAPIError, _answer_database)
    app.register_error_handler(Exception, _answer_broken)
    # Should our own handler fail, Flask would log the whole traceback, and with it what somebody wrote.
    app.log_exception = _log_nothing  # type: ignore[method-assign, assignment]
    app.after_request(_no_store)


def _guarded(view: View, name: str, check: Callable[[Actor | None], None]) -> View:
    check_body = check_file_of(view) or check_form_of(view) or check_json_of(view)
    from_page = not getattr(view, "called_by_servers", False)

    @functools.wraps(view)
    def run(*args: Any, **kwargs: Any) -> Response:
        if from_page:
            _check_origin()
        g.actor = None
        reads.begin()
        try:
            g.actor = _load_actor(from_page=from_page)
            check(g.actor)
            check_body()
            response = make_response(view(*args, **kwargs))
            if response.status_code >= BAD:
                db.session.rollback()
            else:
                reads.check_all_logged(g.actor.record_id if g.actor else None)
                db.session.commit()
            return _unless_known(response)
        except errors.Refusal as refusal:
            _end_refused(refusal)
            current_app.extensions["waymark_refusal"](g.actor, refusal)
            raise
        except BaseException:
            db.session.rollback()
            raise

    run.guard = name  # type: ignore[attr-defined]
    return run


def _end_refused(refusal: errors.Refusal) -> None:
    """A refused request leaves nothing behind, but where the refusal says that it does."""
    if refusal.keeps:
        db.session.commit()
    else:
        db.session.rollback()


def _unless_known(response: Response) -> Response:
    """Answer 304 to a page that asks again and knows this already: a poll then costs a poor phone next to nothing."""
    if request.method == "GET" and response.status_code == OK:
        response.add_etag()
        response.make_conditional(request)
    return response


def _load_actor(*, from_page: bool) -> Actor | None:
    token = request.cookies.get(COOKIE) if from_page else None
    loader = cast("ActorLoader", current_app.extensions["waymark_actor"])
    found = loader(token, POLLING not in request.headers) if token else None
    if found is None:
        act_as(None)
    return found


def _check_origin() -> None:
    """Refuse a write that another site made the browser send. SameSite=Strict is the first lock, this the second."""
    if request.method in READS:
        return
    if request.headers.get("Origin") != current_app.config["WAYMARK"].address:
        raise errors.Forbidden("This came from another site, so we did not do it.", code="http.foreign_origin")


def _check_signed_in(actor: Actor | None) -> None:
    if actor is None:
        raise errors.SignedOut


def _check_person(actor: Actor | None) -> None:
    if actor is None:
        raise errors.SignedOut
    if not actor.is_person:
        raise errors.Forbidden("Only the person whose record it is can do this.")


def _check_worker(actor: Actor | None) -> None:
    if actor is None:
        raise errors.SignedOut
    if not actor.is_worker:
        raise errors.Forbidden("Only workers of a team can do this.")


def _answer_refusal(refusal: errors.Refusal) -> Response:
    status = next(code for kind, code in STATUS.items() if isinstance(refusal, kind))
    response = problem(status, refusal.code, refusal.words, refusal.fields)
    if isinstance(refusal, errors.TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after_seconds)
    if isinstance(refusal, errors.SignedOut) and COOKIE in request.cookies:
        clear_cookie(response)
    return response


def _answer_http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < BAD:
        return cast("Response", error.get_response())
    code, words = FLASK_ERRORS.get(status, BROKEN)
    response = problem(status, code, words, schema_faults(error))
    allow = error.get_response().headers.get("Allow")
    if allow:
        response.headers["Allow"] = allow
    return response


def _answer_database(error: DBAPIError) -> Response:
    if isinstance(error, IntegrityError):
        return _answer_refusal(errors.Conflict())
    if isinstance(error, DATABASE_AWAY):
        log.error("database_away", kind=type(error.orig).__name__)
        return _answer_refusal(errors.Unavailable())
    return _answer_broken(error)


def _answer_broken(error: Exception) -> Response:
    """The unforeseen. The log gets the kind and the place, never the message: it may quote what somebody wrote."""
    log.error("request_broken", kind=type(error).__name__, endpoint=request.endpoint, where=_where(error))
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    return problem(500, *BROKEN)


def _log_nothing(*_: object) -> None:
    """In place of Flask's own report of an exception."""


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " < ".join(reversed(places[-6:]))


def _no_store(response: Response) -> Response:
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
    return response
