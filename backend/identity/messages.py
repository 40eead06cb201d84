"""The hook by which codes and links leave the service, and their words: neutral, as anybody may see a lock screen."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app

from backend.core.db import db
from backend.identity.contact_details import ContactDetail

Sender = Callable[[str, str, str, str | None, str | None], None]

# Addresses that reach nobody by definition (RFC 2606; Ofcom's numbers for drama).
NOBODY = {"email": "nobody@waymark.invalid", "text": "+447700900000"}

_senders: list[Sender] = []


def use_sender(fn: Sender) -> None:
    """Connect what sends: `fn(kind, to, words, link, code)`, kind being email or text."""
    _senders[:] = [fn]


def send(to: ContactDetail, words: str, link: str | None, code: str | None) -> None:
    """Hand one message over, in the present transaction. The savepoint is for `send_to_nobody`, which needs one."""
    with db.session.begin_nested():
        _senders[0](to.kind, to.value, words, link, code)


def send_to_nobody(kind: str, words: str, link: str | None, code: str | None) -> None:
    """Do the work of sending and undo it, so that a contact that nobody has takes as long as one that somebody has."""
    with db.session.begin_nested() as undone:
        _senders[0](kind, NOBODY[kind], words, link, code)
        undone.rollback()


def code_words(code: str) -> str:
    """What a message with a code says."""
    return f"Your Waymark code is {code}. It works for 10 minutes."


def address(path: str) -> str:
    """A full address of one of our pages."""
    return f"{current_app.config['WAYMARK'].address}{path}"
