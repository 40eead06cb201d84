"""Joining by a provider: with a worker's invitation, or with the link of somebody who trusts one."""

from __future__ import annotations

import uuid

from backend.admission import arrivals, people_entering
from backend.admission.people_numbers import HIGH, Claimed, check_fits_invitation
from backend.care import service as care
from backend.core.actor import Actor
from backend.core.db import act_as
from backend.core.errors import Conflict
from backend.identity import service as identity
from backend.identity.sign_in import Browser
from backend.openid import service as openid
from backend.openid.hooks import Entered
from backend.openid.protocol import Proof
from backend.sharing import joining as invited
from backend.sharing import trusted_joining
from backend.sharing.models import Invitation


class WorksHere(Conflict):
    """A worker of the inviting team has opened the invitation that is meant for somebody else. Nothing was used up."""

    code = "admission.works_here"
    words = "You work in the team that sent this invitation. The person you invited opens it on their own phone."


def join(actor: Actor | None, proof: Proof, token: str, browser: Browser) -> Entered:
    """P9 with a number that fits opens a record; anything less waits for a worker. Nothing is opened for a misfit.

    Raises InvitationRefused, AlreadyJoined, WorksHere, AccountClosed, DoesNotFit.
    """
    invitation = invited.find_invitation(token, browser)
    account_id = openid.account_of(proof)
    if account_id is not None:
        _check_may_join(account_id, invitation)
    claimed = check_fits_invitation(invitation, proof)
    account_id = account_id or _make_account(invitation.preferred_name)
    if _opens_at_once(invitation, proof, claimed):
        used = invited.use_invitation(token)
        record_id = invited.make_record(used, account_id, proved_number=claimed.digits)
        invited.record_joining(None, used, account_id, record_id, level=HIGH, provider=proof.provider.key)
        return _enter(actor, account_id, proof, browser, "joined")
    arrivals.arrive(account_id, invitation, proof)
    return _enter(actor, account_id, proof, browser, "waiting")


def say_yes(actor: Actor | None, proof: Proof, token: str, code: str, browser: Browser) -> Entered:
    """A carer's yes, at any level: link and short code are what counts. Their account is found by the sign-in, or made.

    Raises TrustedInvitationRefused, WrongCode, WrongAccount; LevelTooLow where they have a record of their own.
    """
    held = trusted_joining.check_link(actor, token, code, browser)
    account_id = openid.account_of(proof)
    if account_id is None:
        account_id = _make_account(held.name)
    else:
        act_as(account_id)
        people_entering.check_may_enter(account_id, proof)
        trusted_joining.check_account(held, account_id)
    trusted_joining.accept_for(held, code, account_id)
    return _enter(actor, account_id, proof, browser, "joined")


def _opens_at_once(invitation: Invitation, proof: Proof, claimed: Claimed) -> bool:
    """A number that is written on the invitation has to be proved; where none is, the worker's own check is enough."""
    return proof.level == HIGH and (claimed.digits is not None or invitation.nhs_number_index is None)


def _check_may_join(account_id: uuid.UUID, invitation: Invitation) -> None:
    """From here on that account acts. Nothing is used up when it may not: the invitation is somebody else's."""
    act_as(account_id)
    people_entering.check_is_open(account_id)
    invited.check_holds_no_record()
    if invitation.team_id in {role.team_id for role in care.roles_of(account_id)}:
        raise WorksHere


def _make_account(name: str) -> uuid.UUID:
    """A new account, called as whoever invited them calls them. From here on it acts."""
    account_id = identity.create_account(name).id
    act_as(account_id)
    return account_id


def _enter(actor: Actor | None, account_id: uuid.UUID, proof: Proof, browser: Browser, outcome: str) -> Entered:
    openid.keep_identity(account_id, proof)
    return Entered(outcome, openid.enter(actor, account_id, proof, browser))
