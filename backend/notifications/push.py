"""Web push (RFC 8030, 8291, 8292) through pywebpush, with its defaults replaced where they hurt.

Its time to live is nothing, its timeout is hours, it keeps the audience of the first endpoint, follows redirects and
puts the other side's answer into its errors. Here: a time to live, short timeouts, fresh claims each time, a session
that refuses redirects, listed hosts only, and no error's text is ever kept or logged.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives import serialization
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

from backend.core import clock
from backend.notifications.outcomes import HANDED_OVER, Ending, Outcome, again, refused
from backend.notifications.push_hosts import is_allowed

TIMEOUT = (3, 5)
WORTH = {True: timedelta(hours=4), False: timedelta(hours=24)}
CLAIMS_LAST = timedelta(hours=12)
# Whatever a push service asks for beyond that, no message is worth it; and no number of theirs may break our arithmetic.
FURTHEST, DIGITS = 7 * 24 * 3600, 9
TAKEN, GONE, TOO_MANY, BROKEN, REDIRECT = (200, 201, 202), (404, 410), 429, 500, range(300, 400)


@dataclass(frozen=True)
class Subscription:
    """A browser's address at its push service, and the keys to encrypt for it."""

    endpoint: str
    p256dh: str
    auth: str


class RedirectRefused(requests.RequestException):
    """A push service never redirects; whoever does wants to send us elsewhere."""


class OneHopSession(requests.Session):
    """A kept session that follows no redirect, keeps no cookie and adds no password of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # Without this, requests would put a password from a .netrc file in place of our own header.
        self.auth = lambda prepared: prepared

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        response = super().request(*args, **{**kwargs, "allow_redirects": False})
        if response.status_code in REDIRECT:
            raise RedirectRefused
        return response


class PushSender:
    """Sends to push services, signed with the service's own key."""

    def __init__(self, private_pem: str, contact: str, hosts: Collection[str]) -> None:
        self.vapid = Vapid02.from_pem(private_pem.encode())
        self.contact, self.hosts = contact, hosts
        self.session = OneHopSession()

    @property
    def public_key(self) -> str:
        """The application server key for `pushManager.subscribe`: the uncompressed point, base64url."""
        point = self.vapid.public_key.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return str(b64urlencode(point))

    def send(self, to: Subscription, payload: bytes, topic: str, *, urgent: bool) -> Outcome:
        """Hand one message to the push service. Raises nothing that could quote it."""
        if not is_allowed(to.endpoint, self.hosts):
            return refused("host_not_allowed")
        try:
            return _read(self._post(to, payload, topic, urgent=urgent))
        except RedirectRefused:
            return refused("redirected")
        except requests.Timeout:
            return again("timeout")
        except requests.RequestException:
            return again("unreachable")
        except ValueError:
            return refused("bad_subscription")

    def _post(self, to: Subscription, payload: bytes, topic: str, *, urgent: bool) -> requests.Response:
        # It brings a second HTTP client along: a web process, which sends nothing, is 7 MB smaller without.
        from pywebpush import WebPusher, WebPushException  # noqa: PLC0415

        headers = {
            **self._signature(to.endpoint),
            "Content-Type": "application/octet-stream",
            "Topic": topic,
            "Urgency": "high" if urgent else "normal",
        }
        ttl = int(WORTH[urgent].total_seconds())
        subscription = {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}}
        try:
            pusher = WebPusher(subscription, requests_session=self.session)
            response: requests.Response = pusher.send(payload, headers, ttl=ttl, timeout=TIMEOUT)
        except WebPushException as unusable:
            raise ValueError("Not a subscription that can be sent to.") from unusable
        return response

    def _signature(self, endpoint: str) -> dict[str, str]:
        parts = urlsplit(endpoint)
        expires = clock.now() + CLAIMS_LAST
        claims = {"sub": self.contact, "aud": f"{parts.scheme}://{parts.netloc}", "exp": int(expires.timestamp())}
        return dict(self.vapid.sign(claims))


def _read(response: requests.Response) -> Outcome:
    status = response.status_code
    if status in TAKEN:
        return HANDED_OVER
    if status in GONE:
        return Outcome(Ending.GONE, "device_gone", status)
    if status == TOO_MANY or status >= BROKEN:
        return again("push_service_busy", status, _seconds(response.headers.get("Retry-After")))
    return refused("push_refused", status)


def _seconds(retry_after: str | None) -> int | None:
    """Retry-After as seconds from now; it comes as a number or as a date (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return None
    digits = retry_after.strip()
    if digits.isdecimal():
        return min(int(digits[:DIGITS]), FURTHEST)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(0, round((until - clock.now()).total_seconds())), FURTHEST)
