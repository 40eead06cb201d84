"""The two WebAuthn ceremonies, by py_webauthn: making a passkey and signing in with one.

User verification is always required (a finger, a face, the phone's own code), so that a passkey alone is two factors.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import webauthn
from flask import current_app
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backend.identity.models import Passkey

NAME = "Waymark"
Options = dict[str, Any]
Credential = dict[str, Any]

# What the library raises when a device, or somebody who plays one, sends nonsense.
NONSENSE = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, struct.error)


@dataclass(frozen=True)
class MadeKey:
    """What a device answered when it made a passkey, verified."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    is_synced: bool


def options_to_make(challenge: bytes, user_id: bytes, user_name: str, known: list[bytes]) -> Options:
    """What the browser needs to make a passkey; `known` are the ones that this account has already."""
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=NAME,
        user_id=user_id,
        user_name=user_name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=credential_id) for credential_id in known],
    )
    return options_to_json_dict(options)


def verify_made(credential: Credential, challenge: bytes) -> MadeKey | None:
    """The new passkey, or None when the answer does not hold."""
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except NONSENSE:
        return None
    is_synced = made.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    return MadeKey(made.credential_id, made.credential_public_key, made.sign_count, is_synced)


def options_to_sign_in(challenge: bytes) -> Options:
    """What the browser needs to offer every passkey that it has for us."""
    return options_to_json_dict(
        webauthn.generate_authentication_options(
            rp_id=_host(), challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def credential_id_of(credential: Credential) -> bytes | None:
    """Which passkey an answer claims to come from."""
    try:
        return webauthn.helpers.base64url_to_bytes(credential["rawId"])
    except NONSENSE:
        return None


def verify_signed(credential: Credential, challenge: bytes, passkey: Passkey) -> int | None:
    """The device's new count of signatures, or None when the answer does not hold.

    A count that goes back betrays a copied key. Copies of a synced passkey count each for itself, or not at all, so for
    those it means nothing and must lock nobody out.
    """
    try:
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0 if passkey.is_synced else passkey.sign_count,
            require_user_verification=True,
        )
    except NONSENSE:
        return None
    return verified.new_sign_count


def _origin() -> str:
    address: str = current_app.config["WAYMARK"].address
    return address


def _host() -> str:
    return urlsplit(_origin()).hostname or ""
