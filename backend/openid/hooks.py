"""What the slices above decide: who gets in as what. Connected in `app.py`; until then nobody new gets in."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.core.actor import Actor
from backend.identity.sign_in import Browser
from backend.openid.protocol import Proof

SIGN_IN, CONFIRM, LINK, JOIN, TRUSTED = "sign_in", "confirm", "link", "join", "trusted"
PURPOSES = (SIGN_IN, CONFIRM, LINK, JOIN, TRUSTED)

Invitation = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a start was for. `account_id`: who was signed in at the start; `invitation`: what the page sent with it."""

    purpose: str
    account_id: uuid.UUID | None
    invitation: Invitation | None
    lower: bool
    return_to: str | None
    begun_at: datetime


@dataclass(frozen=True)
class Entered:
    """What was decided: one of signed_in, joined, waiting; `token` is the new session's secret."""

    outcome: str
    token: str | None


# Who comes back with a proof that is nobody's way in yet, or with an invitation: let in as what? None: we know nobody by it.
# Raises a Refusal; where what was done on the way has to stay, one with `keeps = True`.
Decide = Callable[[Actor | None, Proof, Asked, Browser], Entered | None]
# Whether that account may come in by this proof, which is its own way in or about to become one. Raises as `Decide` does.
# The account acts already.
MayEnter = Callable[[uuid.UUID, Proof], None]
# At the start, nothing used up yet: whether the invitation opens. Raises its usual refusal.
BeginCheck = Callable[[str, Invitation, Browser], None]


def _nobody(_actor: Actor | None, _proof: Proof, _asked: Asked, _browser: Browser) -> Entered | None:
    return None


def _yes(_account_id: uuid.UUID, _proof: Proof) -> None:
    return None


_decide: dict[str, Decide] = {}
_may_enter: dict[str, MayEnter] = {}
_begin_check: list[BeginCheck] = []


def decide_by(*, people: Decide | None = None, staff: Decide | None = None) -> None:
    """Connect who decides about proofs of providers for people, or of those for staff."""
    _decide.update({kind: fn for kind, fn in (("people", people), ("staff", staff)) if fn})


def enter_if(*, people: MayEnter | None = None, staff: MayEnter | None = None) -> None:
    """Connect who is asked before a known account comes in, or a way in is added to it."""
    _may_enter.update({kind: fn for kind, fn in (("people", people), ("staff", staff)) if fn})


def begin_if(check: BeginCheck) -> None:
    """Connect who looks at an invitation before the browser is sent away with it."""
    _begin_check[:] = [check]


def decide(actor: Actor | None, proof: Proof, asked: Asked, browser: Browser) -> Entered | None:
    """Let whoever is connected decide."""
    return _decide.get(proof.provider.kind, _nobody)(actor, proof, asked, browser)


def check_may_enter(account_id: uuid.UUID, proof: Proof) -> None:
    """Let whoever is connected refuse."""
    _may_enter.get(proof.provider.kind, _yes)(account_id, proof)


def check_invitation(purpose: str, invitation: Invitation, browser: Browser) -> None:
    """Let whoever is connected look at the invitation."""
    for check in _begin_check:
        check(purpose, invitation, browser)
