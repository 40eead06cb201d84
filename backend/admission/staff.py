"""Staff who come by their organisation's own sign-in: who is let in, as what, and who no longer is.

Never by name or e-mail: an account is found by the provider's own word for somebody, and a new one is made only when a rule
fits. Names are compared to hold back: where a colleague of that name was put into the team by hand, a second account for one
human being would strand her people, so she is asked to sign in her other way first, which proves both.
"""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

import structlog

from backend.admission import staff_settling as settling
from backend.admission.facts import facts_of
from backend.audit import service as audit
from backend.core.actor import Actor
from backend.identity import service as identity
from backend.identity.acting import acting_for
from backend.identity.sign_in import Browser
from backend.openid import refusals
from backend.openid import service as openid
from backend.openid.hooks import SIGN_IN, Asked, Entered
from backend.openid.protocol import Proof

log = structlog.get_logger()

LONGEST_NAME = 100
NO_NAME = "A colleague"
ENOUGH_WORDS = 2


class NotLetIn(refusals.NotLetIn):
    """What was ended on the way stays ended."""

    keeps = True


def decide(actor: Actor | None, proof: Proof, asked: Asked, browser: Browser) -> Entered | None:
    """Somebody whose proof is nobody's way in yet: an account, when a rule of this provider fits. Raises NotLetIn.

    None, and nothing is made: she came for something else than to sign in, or may have an account already.
    """
    if asked.purpose != SIGN_IN:
        return None
    provider, bundles = proof.provider, facts_of(proof.claims, proof.provider.rules_claims)
    places = settling.places_of(provider.key, bundles)
    if not places:
        _refuse(proof, None)
    name = name_of(proof)
    if _may_be_here_already(provider.key, places, name):
        log.info("openid.same_name", provider=provider.key)
        return None
    account_id = identity.create_account(name).id
    openid.keep_identity(account_id, proof)
    with acting_for(account_id):
        settling.settle_places(account_id, provider.key, bundles)
    return Entered("signed_in", openid.enter(actor, account_id, proof, browser))


def check_may_enter(account_id: uuid.UUID, proof: Proof) -> None:
    """Somebody who is known: her places follow the rules, and she comes in when one fits. Raises NotLetIn.

    Where the proof is only about to become a way in, nothing is settled yet: that is for the first sign-in by it.
    """
    provider, bundles = proof.provider, facts_of(proof.claims, proof.provider.rules_claims)
    if openid.account_of(proof) == account_id:
        with acting_for(account_id):
            settling.settle_places(account_id, provider.key, bundles)
    if not settling.places_of(provider.key, bundles):
        _refuse(proof, account_id)


def name_of(proof: Proof) -> str:
    """What she is called: the first of the provider's claims for it that says something."""
    names = [_plain(proof.claims.get(claim)) for claim in proof.provider.name_claims]
    whole = " ".join(filter(None, (_plain(proof.claims.get(part)) for part in ("given_name", "family_name"))))
    return next(filter(None, (*names, whole)), NO_NAME)


def _plain(value: Any) -> str:
    return " ".join(value.split())[:LONGEST_NAME].strip() if isinstance(value, str) and value.isprintable() else ""


def _may_be_here_already(provider: str, places: dict[uuid.UUID, str], name: str) -> bool:
    members = settling.members_without_identity(provider, places)
    return any(_sound_alike(name, known) for known in identity.names_of(members).values())


def _sound_alike(one: str, other: str) -> bool:
    """The same words in any order, but for titles and middle names that only one of them has: "BEGUM, Asha (Ms)"."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return len(shorter) >= ENOUGH_WORDS and shorter <= longer


def _words(name: str) -> set[str]:
    return set("".join(sign if sign.isalpha() else " " for sign in name.casefold()).split())


def _refuse(proof: Proof, account_id: uuid.UUID | None) -> NoReturn:
    """Said in the log and in the audit, without a word about who it was beyond an account that we have.

    The log names which of the claims that rules are about were there at all: an operator sees when a provider stops sending one.
    """
    there = [name for name in proof.provider.rules_claims if proof.claims.get(name)]
    log.warning("openid.not_let_in", provider=proof.provider.key, claims=there)
    audit.record_act(None, "openid.not_let_in", account_id=account_id, provider=proof.provider.key)
    raise NotLetIn
