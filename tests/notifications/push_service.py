"""A push service on this machine that answers as told and keeps what it was sent, and a browser that subscribes to it."""

from __future__ import annotations

import base64
import json
import os
import threading
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.cast import Member


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Sent:
    """One request that arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """Answers with the next of `answers` (status, headers), then with 201. `hang` seconds before each answer."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.hang = threading.Event()
        self.hang.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        self.hang.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(outer) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.sent.append(Sent(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                outer.hang.wait(5)
                status, headers = outer.answers.pop(0) if outer.answers else (201, {})
                self.send_response(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        return Handler


@dataclass
class Browser:
    """A browser with its own keys, subscribed at `service`."""

    service: PushService
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))
    token: str = field(default_factory=lambda: base64url(os.urandom(18)))

    @property
    def endpoint(self) -> str:
        return f"http://{self.service.host}/push/{self.token}"

    @property
    def registration(self) -> dict[str, Any]:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": base64url(point), "auth": base64url(self.auth)}
        return {"label": "Asha's phone", "subscription": {"endpoint": self.endpoint, "keys": keys}}

    def register(self, member: Member, device_id: uuid.UUID | None = None, *, expect: int = 201) -> uuid.UUID:
        device_id = device_id or uuid.uuid4()
        member.put(f"/api/devices/{device_id}", self.registration, expect=expect)
        return device_id

    @property
    def received(self) -> list[Sent]:
        return [sent for sent in self.service.sent if sent.path == f"/push/{self.token}"]

    def decrypt(self, sent: Sent) -> bytes:
        return http_ece.decrypt(sent.body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")

    def read(self, sent: Sent) -> dict[str, Any]:
        return json.loads(self.decrypt(sent))
