"""A passkey in software: answers both ceremonies like a browser with a real authenticator, so that real verification runs."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, MAY_SYNC, IS_SYNCED, HAS_KEY = 0x01, 0x04, 0x08, 0x10, 0x40


class SoftwarePasskey:
    """One key pair on one device. Set `counts` or `verifies` to play a device that does otherwise."""

    def __init__(self, origin: str = "http://localhost:8000", *, synced: bool = False) -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.count = 0
        self.synced = synced
        self.verifies = True
        self.user_handle = b""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.create()` answers."""
        self.user_handle = base64url_to_bytes(options["user"]["id"])
        data = self._authenticator_data(options["rp"]["id"], HAS_KEY) + self._attested_key()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client_data = self._client_data("webauthn.create", options["challenge"])
        return self._credential({"clientDataJSON": _b64(client_data), "attestationObject": _b64(attestation)})

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.get()` answers."""
        self.count += 1
        data = self._authenticator_data(options["rpId"], 0)
        client_data = self._client_data("webauthn.get", options["challenge"])
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": _b64(client_data),
                "authenticatorData": _b64(data),
                "signature": _b64(signature),
                "userHandle": _b64(self.user_handle),
            }
        )

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        return {"id": _b64(self.id), "rawId": _b64(self.id), "type": "public-key", "response": response}

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _authenticator_data(self, rp_id: str, more: int) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verifies else 0) | (MAY_SYNC | IS_SYNCED if self.synced else 0)
        return hashlib.sha256(rp_id.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _attested_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        return bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(cose)


def _b64(raw: bytes) -> str:
    return bytes_to_base64url(raw)
