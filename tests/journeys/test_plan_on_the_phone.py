"""The plan on the phone: kept in each way, opened with no signal, no service and nobody signed in, and gone when it has to go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.kept_played import (
    CANAL,
    DELETE_DATABASES,
    SAM,
    close_phone,
    files_with_her_words,
    her_words_in,
    names_in_storages,
    open_phone,
    storages,
    write_plan,
)
from tests.journeys.processes import wait_until
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, choose, follow, heading, is_at, press, shows

QUESTION = "How should this phone keep your plan?"
OPEN, PIN, PASSKEY = "On this phone, opens at once", "On this phone, behind a PIN", "On this phone, behind my passkey"
HER_PIN, ANOTHER_PIN = "heron42", "kestrel9"
NO_SERVICE = (r"net::ERR_INTERNET_DISCONNECTED", r"net::ERR_CONNECTION_REFUSED", r"net::ERR_FAILED")
NOT_KEPT = r"status of 404 .*/api/(kept-plan|my-plan/phones)"
NAMES = ("waymark-kept", "waymark-private", "waymark.kept\n", "waymark_kept")


class Keeping(Steps):
    folder: Path

    def given_alex_has_a_plan_on_a_phone(self, folder: Path) -> None:
        self.folder = folder
        self.alex = self.stage.sign_in("alex", open_phone(self.stage, folder))
        write_plan(self.alex)
        self.alex.page.evaluate("async () => { await navigator.serviceWorker.ready }")

    def when_alex_chooses(self, how: str, pin: str = "") -> None:
        self.alex.go("/my-plan/phone")
        choose(self.alex.page, QUESTION, re.compile(re.escape(how)))
        if pin:
            self.alex.page.get_by_label("A PIN for your plan").fill(pin)
            self.alex.page.get_by_label("The same PIN again").fill(pin)
        press(self.alex.page, "Use this")

    def given_it_is_kept(self, how: str, pin: str = "") -> None:
        self.when_alex_chooses(how, pin)
        shows(self.alex.page, "It is kept on this phone", within=20_000)

    def when_the_session_is_over(self) -> None:
        self.alex.context.clear_cookies(name="waymark_session")

    def when_there_is_no_service_and_the_browser_was_closed(self) -> None:
        self.when_the_session_is_over()
        close_phone(self.stage, self.alex)
        self.stage.service.kill_web()
        self.open_again()
        self.alex.watch.allow(*NO_SERVICE)
        self.alex.context.set_offline(True)

    def open_again(self) -> None:
        self.alex = open_phone(self.stage, self.folder)

    def then_the_plan_is_there(self) -> None:
        page = self.alex.page
        expect(page.get_by_text(CANAL)).to_be_visible()
        expect(page.get_by_role("heading", name="People I can ask")).to_be_visible()
        expect(page.get_by_text(SAM)).to_be_visible()
        expect(page.locator("main a[href='tel:07700900123']")).to_be_visible()
        expect(page.locator("main a[href='sms:07700900123']")).to_be_visible()
        expect(page.locator("a[href='tel:999']:visible").first).to_be_visible()
        expect(page.get_by_text(re.compile(r"^As of \w+ \d+ \w+ \d{4} at \d\d:\d\d\.$"))).to_be_visible()

    def then_it_opens_at_once_and_from_the_icon(self) -> None:
        self.alex.go("/my-plan/now")
        self.then_the_plan_is_there()
        assert self.alex.page.locator("#app").count() == 0, "The app answered, not the page that is ready."
        self.then_the_page_is_accessible()
        self.alex.go("/")
        follow(self.alex.page, "Open my plan")
        is_at(self.alex.page, "/my-plan/now")
        self.then_the_plan_is_there()
        self.then_the_page_is_accessible()

    def then_nothing_can_be_read(self) -> None:
        assert her_words_in(storages(self.alex)) == []
        close_phone(self.stage, self.alex)
        assert files_with_her_words(self.folder) == []
        self.open_again()

    def when_alex_tries_the_pin(self, pin: str) -> None:
        self.alex.page.get_by_label("Your PIN").fill(pin)
        press(self.alex.page, "Open my plan")

    def then_it_says(self, words: str | re.Pattern[str]) -> None:
        expect(self.alex.page.locator("main")).to_contain_text(words, timeout=20_000)
        expect(self.alex.page.get_by_label("Your PIN")).to_have_value("")

    def given_a_passkey(self, *, has_prf: bool) -> None:
        protocol = self.alex.protocol()
        protocol.send("WebAuthn.enable")
        flags = ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")
        reader = {"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasPrf": has_prf}
        protocol.send("WebAuthn.addVirtualAuthenticator", {"options": {**reader, **dict.fromkeys(flags, True)}})
        self.alex.go("/account")
        press(self.alex.page, "Add a passkey on this device")
        shows(self.alex.page, "Added:")

    def then_nothing_is_left(self) -> None:
        wait_until(lambda: not _left_of_it(self.alex), "nothing of the plan is left")
        assert her_words_in(storages(self.alex)) == []


def _left_of_it(device: Device) -> list[str]:
    text = names_in_storages(device)
    return [name for name in NAMES if name in text]


@pytest.fixture
def story(stage: Stage) -> Iterator[Keeping]:
    yield Keeping(stage)
    if "web" not in stage.service.running:
        stage.service.start_web()


def test_kept_to_open_at_once(story: Keeping, tmp_path: Path) -> None:
    story.given_alex_has_a_plan_on_a_phone(tmp_path)
    story.given_it_is_kept(OPEN)
    story.then_the_page_is_accessible()
    assert "key extractable:false" in storages(story.alex)
    story.when_there_is_no_service_and_the_browser_was_closed()
    story.then_it_opens_at_once_and_from_the_icon()
    story.alex.page.evaluate(DELETE_DATABASES)
    story.then_it_opens_at_once_and_from_the_icon()


def test_a_session_that_ends_by_itself_leaves_the_copy(story: Keeping, tmp_path: Path) -> None:
    story.given_alex_has_a_plan_on_a_phone(tmp_path)
    story.given_it_is_kept(OPEN)
    story.when_the_session_is_over()
    story.alex.go("/")
    expect(heading(story.alex.page, "Welcome")).to_be_visible()
    story.alex.page.wait_for_load_state("networkidle")
    follow(story.alex.page, "Open my plan")
    story.then_the_plan_is_there()


def test_behind_a_pin(story: Keeping, tmp_path: Path) -> None:
    story.given_alex_has_a_plan_on_a_phone(tmp_path)
    story.given_it_is_kept(OPEN)
    story.when_alex_chooses(PIN, "123456")
    shows(story.alex.page, "That one is easy to guess.")
    story.given_it_is_kept(PIN, HER_PIN)
    assert her_words_in(storages(story.alex)) == []
    story.when_there_is_no_service_and_the_browser_was_closed()
    story.alex.go("/my-plan/now")
    story.then_the_page_is_accessible()
    story.when_alex_tries_the_pin(f" {HER_PIN} ")
    story.then_the_plan_is_there()
    story.then_the_page_is_accessible()
    follow(story.alex.page, "Use it step by step")
    is_at(story.alex.page, "/my-plan/use")
    shows(story.alex.page, "canal")


def test_nothing_readable_behind_a_pin(story: Keeping, tmp_path: Path) -> None:
    """Kept behind a PIN from the first, not even the browser's files tell."""
    story.given_alex_has_a_plan_on_a_phone(tmp_path)
    story.given_it_is_kept(PIN, HER_PIN)
    story.then_nothing_can_be_read()
    story.alex.go("/my-plan/now")
    story.when_alex_tries_the_pin(HER_PIN)
    story.then_the_plan_is_there()


def test_a_wrong_pin_twenty_times(story: Keeping, tmp_path: Path) -> None:
    story.given_alex_has_a_plan_on_a_phone(tmp_path)
    story.given_it_is_kept(PIN, HER_PIN)
    clock = story.alex.page.clock
    clock.install()
    story.alex.go("/my-plan/now")
    waits = []
    for number in range(20):
        story.when_alex_tries_the_pin(f"wrong{number:02}")
        story.then_it_says(re.compile("not the PIN. Your plan is safe"))
        said = story.alex.page.locator("main").inner_text()
        waits.append(next(iter(re.findall(r"try again in ([\w ]+)\.", said)), ""))
        if waits[-1]:
            story.when_alex_tries_the_pin(HER_PIN)  # Not even the right one is taken meanwhile.
            story.then_it_says("You can try again in")
            clock.fast_forward(15 * 60_000 + 1_000)
            shows(story.alex.page, "You can try again now.")
    assert waits[:10] == ["", "", "", "", "30 seconds", "1 minute", "2 minutes", "4 minutes", "8 minutes", "15 minutes"]
    assert set(waits[10:]) == {"15 minutes"}
    story.when_alex_tries_the_pin("wrong-again")
    story.then_it_says("15 minutes")
    story.then_the_page_is_accessible()

    # The way back: signing in, and choosing anew.
    follow(story.alex.page, "Choose a new way")
    story.given_it_is_kept(PIN, ANOTHER_PIN)
    story.alex.go("/my-plan/now")
    story.when_alex_tries_the_pin(ANOTHER_PIN)
    story.then_the_plan_is_there()


def test_behind_a_passkey(story: Keeping, tmp_path: Path) -> None:
    story.given_alex_has_a_plan_on_a_phone(tmp_path)
    story.given_a_passkey(has_prf=True)
    story.given_it_is_kept(PASSKEY)
    assert her_words_in(storages(story.alex)) == []
    story.alex.watch.allow(*NO_SERVICE)
    story.alex.context.set_offline(True)
    story.when_the_session_is_over()
    story.alex.go("/my-plan/now")
    story.then_the_page_is_accessible()
    press(story.alex.page, "Open with my passkey")
    story.then_the_plan_is_there()


def test_a_passkey_that_cannot_lock_says_so(story: Keeping, tmp_path: Path) -> None:
    story.given_alex_has_a_plan_on_a_phone(tmp_path)
    story.given_a_passkey(has_prf=False)
    story.when_alex_chooses(PASSKEY)
    shows(story.alex.page, "This phone or passkey cannot lock a copy.")
    story.then_nothing_is_left()
    story.then_the_page_is_accessible()
