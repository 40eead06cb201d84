"""The push service on this machine, as a browser and as a reader of what arrived: see push_service.cjs."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from tests.journeys.processes import wait_until


@dataclass(frozen=True)
class Subscription:
    """What a browser got when it subscribed."""

    name: str
    endpoint: str
    keys: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": self.keys}


@dataclass(frozen=True)
class PushService:
    """Speaks to the push service on its port."""

    port: int

    def subscribe(self, public_key: str) -> Subscription:
        # It takes forms, and only strings in them.
        given = self._post("/subscribe", {"userVisibleOnly": "true", "applicationServerKey": public_key})["data"]
        endpoint = given["endpoint"].replace("http://localhost:", "http://127.0.0.1:")
        return Subscription(given["clientHash"], endpoint, given["keys"])

    def expire(self, subscription: Subscription) -> None:
        """The browser has unsubscribed: whoever sends to it from now on is told that it is gone."""
        self._open(f"/expire-subscription/{subscription.name}", {})

    def arrived(self, subscription: Subscription) -> list[str]:
        """Every push for this subscription, decrypted, the oldest first."""
        return list(self._post("/get-notifications", {"clientHash": subscription.name})["data"]["messages"])

    def wait_for(self, subscription: Subscription, number: int) -> str:
        """The push of this number, counted from one, as soon as it is there."""
        wait_until(lambda: len(self.arrived(subscription)) >= number, f"push {number} arrives", seconds=15)
        return self.arrived(subscription)[number - 1]

    def _post(self, path: str, form: dict[str, str]) -> Any:
        return json.loads(self._open(path, form))

    def _open(self, path: str, form: dict[str, str]) -> bytes:
        body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, method="POST")
        with urllib.request.urlopen(request, timeout=5) as answer:
            return bytes(answer.read())
