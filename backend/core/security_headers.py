"""Headers that tell the browser to trust nothing but ourselves. Put on every answer, files and errors included."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any

INLINE = re.compile(rb"<(style|script)>(.*?)</\1>", re.DOTALL)

PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)


def content_security_policy(shell: bytes) -> str:
    """A policy that starts from nothing. Inline blocks of the prerendered shell are allowed by their hash alone.

    `blob:` is for photos: they come through the API, never to an address that a browser would keep.
    """
    hashes: dict[bytes, list[str]] = {b"style": [], b"script": []}
    for kind, body in INLINE.findall(shell):
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *hashes[b"script"]]),
            " ".join(["style-src 'self'", *hashes[b"style"]]),
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


class SecurityHeaders:
    """WSGI middleware, outermost, so that nothing answers without them."""

    def __init__(self, application: Any, policy: str, is_https: bool) -> None:
        self.application = application
        self.headers = [
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Frame-Options", "DENY"),
            ("Permissions-Policy", PERMISSIONS),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        if is_https:
            self.headers.append(("Strict-Transport-Security", "max-age=63072000; includeSubDomains"))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, *self.headers], *rest)

        return self.application(environ, start)  # type: ignore[no-any-return]
