"""Getting in: by passkey, by code, by link. Each way ends in a fresh session, and in the end of the one before."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import act_as
from backend.identity import access, ceremonies, challenges, codes, messages, passkeys, service, sessions
from backend.identity.ceremonies import Credential, Options
from backend.identity.contact_details import read_contact
from backend.identity.models import Challenge, OneTimeCode, Passkey, Session

_when_left: list[Callable[[Actor], None]] = []


@dataclass(frozen=True)
class Browser:
    """Where a request comes from: the address of its network, and what the browser says that it is."""

    origin: str
    user_agent: str


def begin_with_passkey(browser: Browser) -> tuple[Challenge, Options]:
    """What the browser needs to offer its passkeys. Asks for nobody's name, so it tells nothing about anybody."""
    codes.limit_sign_ins(browser.origin)
    challenge = challenges.make_challenge("sign_in")
    return challenge, ceremonies.options_to_sign_in(challenge.challenge)


def sign_in_with_passkey(actor: Actor | None, challenge_id: uuid.UUID, credential: Credential, browser: Browser) -> str:
    """The new session's secret. Raises PasskeyRefused.

    A refusal is written down in the commit of the counting, which a refused request cannot undo.
    """
    popped = challenges.pop_challenge(challenge_id, "sign_in")
    passkey = _passkey_of(credential)
    count = ceremonies.verify_signed(credential, popped.challenge, passkey) if popped and passkey else None
    if count is None:
        account_id = passkey.account_id if passkey else None
        audit.record_act(None, "identity.passkey_refused", account_id=account_id)
    codes.limit_sign_ins(browser.origin)
    if passkey is None or count is None:
        raise passkeys.PasskeyRefused
    passkey.sign_count, passkey.last_used_at = count, clock.now()
    return enter(actor, passkey.account_id, "passkey", browser)


def send_code(typed: str, browser: Browser) -> OneTimeCode:
    """Send a code and a link to that contact, if anybody has it. Same answer and same work if nobody has.

    Raises Invalid when it is neither e-mail address nor UK mobile, TooMany.
    """
    detail = read_contact(typed)
    codes.limit_codes(detail, browser.origin)
    account_id = service.account_of(detail)
    row, digits, token = codes.make_code("sign_in", account_id)
    words, link = messages.code_words(digits), messages.address(f"/sign-in/link#{token}")
    if account_id is None:
        messages.send_to_nobody(detail.kind, words, link, digits)
    else:
        messages.send(detail, words, link, digits)
    audit.record_act(None, "identity.code_sent", account_id=account_id)
    return row


def sign_in_with_code(actor: Actor | None, code_id: uuid.UUID, digits: str, browser: Browser) -> str:
    """The new session's secret. Raises CodeRefused."""
    codes.limit_sign_ins(browser.origin)
    return _enter_by(actor, codes.use_code(code_id, digits, "sign_in"), "code", browser)


def sign_in_with_link(actor: Actor | None, token: str, browser: Browser) -> str:
    """The new session's secret. Raises LinkRefused."""
    return _enter_by(actor, codes.use_link(token, "sign_in", browser.origin), "link", browser)


def when_left(forget: Callable[[Actor], None]) -> None:
    """Be told, in the same transaction, when somebody signs out on purpose."""
    _when_left[:] = [forget]


def sign_out(actor: Actor, *, is_on_purpose: bool) -> None:
    """End the present session: she wants to go, or nobody has been there for a while."""
    # First what waits for others who write for her, then what they wait for: the session's row and the audit.
    for forget in _when_left if is_on_purpose else ():
        forget(actor)
    sessions.end(actor, actor.session_id)


def _passkey_of(credential: Credential) -> Passkey | None:
    """The passkey that the answer claims to come from. From here on its account acts."""
    credential_id = ceremonies.credential_id_of(credential)
    account_id = service.account_of_passkey(credential_id) if credential_id else None
    if credential_id is None or account_id is None:
        return None
    act_as(account_id)
    return passkeys.find_passkey(credential_id)


def _enter_by(actor: Actor | None, used: OneTimeCode, how: str, browser: Browser) -> str:
    account_id = used.subject_id
    if account_id is None:
        raise codes.CodeRefused
    codes.forget_codes(account_id, "sign_in")
    return enter(actor, account_id, how, browser)


def enter(actor: Actor | None, account_id: uuid.UUID, how: str, browser: Browser) -> str:
    """Begin a session for the account and end the one that the browser had. Returns the new secret."""
    return begin(actor, account_id, how, browser)[0]


def begin(actor: Actor | None, account_id: uuid.UUID, how: str, browser: Browser) -> tuple[str, Session]:
    """The same, with the session. Raises ComeByProvider when the account may not come that way."""
    access.check_may_come_by(account_id, how)
    token, session = sessions.begin(account_id, how, browser.user_agent)
    if actor is not None:
        sessions.replace(actor, session)
    return token, session
