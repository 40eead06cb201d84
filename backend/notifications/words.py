"""What leaves the house: neutral and always the same, as anybody may see a lock screen or an inbox."""

from __future__ import annotations

import json
import uuid

TITLE = "Waymark"
BODY = "You have a new message."
SEVERAL = "You have new messages."
ACTION = "Action needed. Open the app."
# The first messages to workers, who are on duty and may be told that it is their turn.
CALLS_TO_ACT = frozenset({"step_up.asked", "step_up.transferred", "step_up.promise_missed"})

MESSAGE = "You have a new message in Waymark. Open the app to read it."
MESSAGES = "You have new messages in Waymark. Open the app to read them."
NO_REPLY = "Please do not reply to this message. Nobody reads replies."

# The length would tell what a message is, so every one is padded to the same size. JSON allows spaces at its end.
PAYLOAD_BYTES = 1024


def push_payload(address: str, delivery_id: uuid.UUID, kind: str, topic: str, *, is_several: bool = False) -> bytes:
    """A declarative web push (`web_push: 8030`): Safari shows it by itself, our service worker elsewhere."""
    body = ACTION if kind in CALLS_TO_ACT else SEVERAL if is_several else BODY
    payload = {
        "web_push": 8030,
        "notification": {
            "title": TITLE,
            "body": body,
            "navigate": f"{address}/open/{delivery_id}",
            "tag": topic,
            "silent": False,
        },
        "id": str(delivery_id),
    }
    return json.dumps(payload, separators=(",", ":")).encode().ljust(PAYLOAD_BYTES)


def plain_message(address: str, *, is_several: bool = False) -> str:
    """The words of a text or an e-mail. The address is the service's own, without any id."""
    return f"{MESSAGES if is_several else MESSAGE} {NO_REPLY} {address}"
