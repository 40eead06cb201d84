"""Ways in for somebody who is invited and may have no account yet. Used by the slice that keeps the invitations.

`subject_id` is the invitation's id: a passkey or a code made for one invitation fits no other.
"""

from __future__ import annotations

import uuid

from backend.core.db import act_as
from backend.core.ids import new_id
from backend.identity import ceremonies, challenges, codes, messages, passkeys, service
from backend.identity.ceremonies import Credential, MadeKey, Options
from backend.identity.contact_details import ContactDetail, read_contact
from backend.identity.models import Challenge, OneTimeCode
from backend.identity.sign_in import Browser

PURPOSE = "join"


def begin_passkey(subject_id: uuid.UUID, name: str) -> tuple[Challenge, Options]:
    """What the browser needs to make a first passkey, for an account whose id is chosen now and used on success."""
    challenge = challenges.make_challenge(PURPOSE, account_id=new_id(), subject_id=subject_id)
    user_id = challenge.account_id.bytes if challenge.account_id else b""
    return challenge, ceremonies.options_to_make(challenge.challenge, user_id, name, [])


def verify_passkey(subject_id: uuid.UUID, challenge_id: uuid.UUID, credential: Credential) -> tuple[uuid.UUID, MadeKey]:
    """The chosen account id and the passkey that the device made. Raises PasskeyRefused."""
    popped = challenges.pop_challenge(challenge_id, PURPOSE, subject_id=subject_id)
    made = ceremonies.verify_made(credential, popped.challenge) if popped else None
    if popped is None or popped.account_id is None or made is None:
        raise passkeys.PasskeyRefused
    return popped.account_id, made


def make_account(name: str, account_id: uuid.UUID, made: MadeKey, passkey_name: str) -> uuid.UUID:
    """An account with its first passkey. From here on it acts."""
    service.create_account(name, account_id=account_id)
    act_as(account_id)
    passkeys.keep_passkey(account_id, made, passkey_name)
    return account_id


def send_code(subject_id: uuid.UUID, typed: str, browser: Browser) -> OneTimeCode:
    """Send a code to the contact that she wants to sign in with."""
    detail = read_contact(typed)
    codes.limit_codes(detail, browser.origin)
    row, digits, _ = codes.make_code(PURPOSE, subject_id, detail)
    messages.send(detail, messages.code_words(digits), None, digits)
    return row


def use_code(subject_id: uuid.UUID, code_id: uuid.UUID, digits: str) -> ContactDetail:
    """The contact that the code came back from. Raises CodeRefused."""
    used = codes.use_code(code_id, digits, PURPOSE)
    if used.subject_id != subject_id:
        raise codes.CodeRefused
    return read_contact(used.contact)


def account_with(detail: ContactDetail, name: str) -> uuid.UUID:
    """The account that has that contact, or a new one. From here on it acts."""
    account_id = service.account_of(detail)
    if account_id is None:
        account_id = service.create_account(name).id
        service.add_confirmed_contact(account_id, detail)
    act_as(account_id)
    return account_id
