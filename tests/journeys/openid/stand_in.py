"""The stand-in for NHS login and for a trust's staff sign-in, as a journey uses it: who there is, and what happens there."""

from __future__ import annotations

import itertools
import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from backend import demo_sign_in
from tests.journeys.device import Device

PEOPLE, STAFF = "people", "staff"
NHS_LOGIN, TRUST = "NHS login", "Trust sign-in"
DIGITS, ELEVEN = 10, 11
numbers = itertools.count(100)


def fresh_number() -> str:
    """An NHS number that nobody has: those from 999 are for tests."""
    while True:
        nine = f"999{next(numbers):06}"
        check = -sum(int(digit) * weight for digit, weight in zip(nine, range(DIGITS, 1, -1), strict=True)) % ELEVEN
        if check < DIGITS:
            return f"{nine}{check}"


@dataclass(frozen=True)
class Known:
    """Somebody whom one of the two issuers knows."""

    issuer: str
    sub: str


@dataclass
class StandIn:
    """The running stand-in. What is changed here is changed for every journey: weather is mended at the end of each."""

    place: demo_sign_in.StandIn

    def person(self, name: str, level: str = "P9", nhs_number: str | None = None) -> Known:
        """Somebody with NHS login."""
        return self._put(PEOPLE, {"name": name, "level": level, "nhs_number": nhs_number})

    def worker(self, name: str, *roles: dict[str, str]) -> Known:
        """Somebody whom a trust employs, with the roles it gave them."""
        return self._put(STAFF, {"name": name, "roles": list(roles)})

    def now_has(self, known: Known, **what: Any) -> None:
        """Between two sign-ins something changed about somebody."""
        self._act("person", known.issuer, person=json.dumps({"sub": known.sub, **what}))

    def sign_out_everywhere(self, known: Known) -> None:
        """The provider tells us, past the browser, that somebody has signed out."""
        self._act("logout", known.issuer, sub=known.sub)

    def roll_over_keys(self, issuer: str) -> None:
        self._act("keys", issuer)

    @contextmanager
    def weather(self, issuer: str, weather: str) -> Iterator[None]:
        """ "away" or "slow", and well again afterwards."""
        self._act("weather", issuer, weather=weather)
        try:
            yield
        finally:
            self._act("weather", issuer, weather="well")

    def let_visit(self, device: Device) -> None:
        """This device goes there, on purpose: no request to a stranger."""
        device.watch.allow(f"request to {self.place.people}/", f"request to {self.place.staff}/")

    def _put(self, issuer: str, about: dict[str, Any]) -> Known:
        sub = f"{issuer}-{next(numbers)}"
        self._act("person", issuer, person=json.dumps({"sub": sub, "key": sub, **about}))
        return Known(issuer, sub)

    def _act(self, what: str, issuer: str, **form: str) -> None:
        body = urllib.parse.urlencode({"issuer": issuer, **form}).encode()
        with urllib.request.urlopen(f"{self.place.staff}/staff/{what}", body, timeout=20) as answer:
            assert answer.status == 200, what


def continue_as(page: Page, known: Known, *, level: str = "") -> None:
    """On the provider's own page: who one is, and on."""
    _is_there(page)
    page.locator(f'input[name=sub][value="{known.sub}"]').check()
    if level:
        page.get_by_role("group", name="At which level?").get_by_label(level, exact=True).check()
    page.get_by_role("button", name="Continue").click()


def turn_back(page: Page, words: str) -> None:
    """On the provider's own page: do not go on, as one button says it."""
    _is_there(page)
    page.get_by_role("button", name=words).click()


def _is_there(page: Page) -> None:
    expect(page.get_by_role("heading", name="(a stand-in)")).to_be_visible()
