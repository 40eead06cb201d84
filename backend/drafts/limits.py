"""How much is kept, for how long, and what is said where it is not."""

from __future__ import annotations

from datetime import timedelta

from backend.core.errors import Conflict, TooLarge

KEPT = timedelta(days=7)
MOST_DRAFTS = 20
MOST_BYTES = 64 * 1024
LONGEST_KEY = 120


class DraftTooLong(TooLarge):
    """One form's words are longer than what is kept of one."""

    code = "drafts.too_long"
    words = "This is too long for us to keep for you. Send it, or make it shorter."


class TooManyDrafts(Conflict):
    """The account has as many as it may have."""

    code = "drafts.too_many"
    words = f"We keep {MOST_DRAFTS} things that you have begun. Finish one of them, or throw one away."


class DraftTooOld(Conflict):
    """The words were written so long ago that they would have been forgotten by now."""

    code = "drafts.too_old"
    words = f"These words are older than {KEPT.days} days. We do not keep them any longer."


class OtherAccount(Conflict):
    """The page was opened by somebody else than who is signed in now: the words are not this account's."""

    code = "drafts.other_account"
    words = "Somebody else is signed in here now. Nothing was kept."
