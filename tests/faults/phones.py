"""Workers' phones: the push service answers for each as it likes today, and a phone that got a push may show it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from backend.core.ids import new_id
from tests.faults.asking import Asker, Later
from tests.faults.journal import Journal
from tests.faults.push_receiver import RESET, TAKEN, Answer, Push, PushReceiver, new_token, registration
from tests.faults.service import Client

HANGS_SECONDS = 7
# Long enough to find the message while it waits, and not so long that another way is taken instead.
LATER_SECONDS = 25
SHOWS, ALWAYS = 0.85, 1.0

# How a push service answers for one phone: each answer with its weight.
SURELY = {"201": 100}
WELL = {"201": 92, "500": 5, "429": 3}
BADLY = {"201": 35, "429": 14, "500": 14, "hang": 9, "reset": 14, "redirect": 7, "413": 7}
GONE = {"404": 1, "410": 1}

Opened = Callable[[Client, str], None]


@dataclass
class Phone:
    """One browser of one worker. `manner` changes while it lives; one that is gone never comes back."""

    token: str
    owner: Client
    device_id: str
    manner: dict[str, int]
    chance: random.Random
    shows: float = SHOWS
    is_gone: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def choose(self) -> str:
        with self.lock:
            return self.chance.choices(list(self.manner), list(self.manner.values()))[0]


class Phones:
    """All phones, and what becomes of the pushes that reached one."""

    def __init__(self, receiver: PushReceiver, asker: Asker, later: Later, journal: Journal, seed: int) -> None:
        self.receiver, self.asker, self.later, self.journal = receiver, asker, later, journal
        self.chance = random.Random(f"phones {seed}")
        self.by_token: dict[str, Phone] = {}
        self.opened: Opened = lambda *_: None
        self.put_away = threading.Event()
        receiver.when_answered = self._answered

    def add(self, owner: Client, manner: dict[str, int], shows: float = SHOWS) -> Phone:
        """Register a new phone. It answers from the moment the service knows it."""
        phone = Phone(new_token(), owner, str(new_id()), manner, random.Random(self.chance.random()), shows)
        self.by_token[phone.token] = phone
        self.receiver.behave(phone.token, lambda: self._answer(phone))
        answer = self.asker.ask(
            owner, "PUT", f"/api/devices/{phone.device_id}", registration(self.receiver.host, phone.token)
        )
        assert answer.status_code in (200, 201), answer.text[:200]
        return phone

    def confirm(self, phone: Phone) -> None:
        """A test push; the phone shows it, so that it counts as confirmed."""
        self.asker.ask(phone.owner, "POST", f"/api/devices/{phone.device_id}/test")

    def _answer(self, phone: Phone) -> Answer:
        chosen = "410" if phone.is_gone else phone.choose()
        if chosen in GONE and not phone.is_gone:
            phone.is_gone = True
            self.journal.count("phones gone")
        if chosen == "hang":
            self.put_away.wait(HANGS_SECONDS)
        special: dict[str, Answer] = {
            "201": TAKEN,
            "hang": RESET,
            "reset": RESET,
            "429": (429, {"Retry-After": str(phone.chance.randint(1, 4))}),
            "later": (429, {"Retry-After": str(LATER_SECONDS)}),
            "redirect": (307, {"Location": f"http://{self.receiver.host}/push/elsewhere"}),
        }
        return special[chosen] if chosen in special else (int(chosen), {})

    def _answered(self, push: Push) -> None:
        phone = self.by_token.get(push.token)
        if push.status == 201 and phone is not None and self.chance.random() < phone.shows:
            self.later.do(self.chance.uniform(0.02, 0.4), self._show, phone, push)

    def _show(self, phone: Phone, push: Push) -> None:
        delivery_id = push.message["id"]
        answer = self.asker.ask(phone.owner, "POST", f"/api/deliveries/{delivery_id}/shown")
        assert answer.status_code == 204, f"shown: {answer.status_code} {answer.text[:200]}"
        self.journal.shown.add(delivery_id)
        self.opened(phone.owner, delivery_id)


def wait_for_quiet(receiver: PushReceiver, seconds: float) -> None:
    """Until no push has come for so long."""
    while receiver.pushes and time.monotonic() - receiver.pushes[-1].at < seconds:
        time.sleep(0.1)
