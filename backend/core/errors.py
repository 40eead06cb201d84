"""Conditions that stop a request, named for what happened. `core.http` gives each its HTTP status.

Services raise these (or a slice's own subclass); they know nothing of HTTP. `words` are shown to people as they are:
what happened, what is safe, what to do.
"""

from __future__ import annotations

import uuid


class Refusal(Exception):
    """A request that cannot be done, with a stable `code` for programs and `words` for people."""

    code = "http.refused"
    words = "We could not do that."
    # Whether what was done on the way to it stays: where the refusal itself has to tell somebody. Else nothing is left behind.
    keeps = False
    # Whom it is about, where nobody is signed in: for the audit alone.
    account_id: uuid.UUID | None = None

    def __init__(
        self,
        words: str | None = None,
        *,
        code: str | None = None,
        fields: dict[str, list[str]] | None = None,
    ) -> None:
        self.code = code or type(self).code
        self.words = words or type(self).words
        self.fields = fields or {}
        super().__init__(self.code)


class Malformed(Refusal):
    code = "http.malformed"
    words = "We could not read what was sent. Please try again."


class SignedOut(Refusal):
    code = "identity.signed_out"
    words = "You are signed out. Sign in to carry on."


class Forbidden(Refusal):
    code = "http.forbidden"
    words = "You cannot do this."


class NotFound(Refusal):
    """Also the answer about somebody else's record: the caller may not learn that it exists."""

    code = "http.not_found"
    words = "We could not find that."


class Conflict(Refusal):
    code = "http.conflict"
    words = "Something changed in the meantime. Have a look, then try again."


class IdTaken(Conflict):
    """A device sent an id again, with other content."""

    code = "http.id_taken"
    words = "This was sent before with other words. Your first words are safe."


class Invalid(Refusal):
    """Something in the input needs mending; `fields` says what, by name."""

    code = "http.bad_input"
    words = "Please check what you wrote."


class TooLarge(Refusal):
    """What was sent is larger than what we take there."""

    code = "http.too_large"
    words = "That is too long to send. Please make it shorter. Your words are still on this device."


class TooMany(Refusal):
    code = "http.too_many"
    words = "That was tried too often. Please wait a little, then try again."

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__()
        self.retry_after_seconds = retry_after_seconds


class Unavailable(Refusal):
    code = "http.unavailable"
    words = "We cannot reach our records just now. Nothing was saved. Please try again in a minute."
