"""Words being written when a session runs out: kept for her alone, there again on another device, and gone when she leaves on purpose."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import expect

from tests.journeys.accessible import problems_of
from tests.journeys.device import Device
from tests.journeys.processes import wait_until
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, follow, heading, is_at, press, shows, sign_out

WORDS = "I have stopped sleeping, and I cannot say"
NO_SIGNAL = r"net::ERR_INTERNET_DISCONNECTED"
TO_THE_WARNING, TO_THE_END = "25:10", "05:10"
NOTHING_ON_THE_DEVICE = "async () => (await indexedDB.databases()).length === 0"


class DraftKept(Steps):
    desk: Device

    def given_alex_is_writing_on_a_phone(self) -> None:
        self.alex = self.stage.phone()
        self.alex.page.clock.install()
        self.stage.sign_in("alex", self.alex)
        page = self.alex.page
        follow(page, "I need more support")
        page.get_by_label("What is happening?").fill(WORDS)
        self.alex.keeps_drafts(1)
        assert self.at_the_service() == 0, "Nothing is kept anywhere else while she writes."

    def when_nobody_touches_it_for_25_minutes(self) -> None:
        self.alex.page.clock.fast_forward(TO_THE_WARNING)
        expect(self.alex.page.get_by_role("alertdialog", name="Are you still there?")).to_be_visible()

    def then_the_words_are_kept_and_that_is_said(self) -> None:
        warning = self.alex.page.get_by_role("alertdialog")
        expect(warning).to_contain_text("What you were writing is kept for you for 7 days. Nobody else can read it.")
        expect(warning).to_contain_text("If you sign out yourself, what you have begun to write")
        # The check takes what lies behind an open dialog for something that a finger could meet there.
        assert [one for one in problems_of(self.alex.page) if not one.startswith("target-size")] == []
        assert self.at_the_service() == 1
        assert not self.can_be_read_there()

    def when_five_more_minutes_pass(self) -> None:
        self.alex.page.clock.fast_forward(TO_THE_END)

    def then_alex_is_signed_out_and_told_that_they_are_kept(self) -> None:
        expect(self.alex.page.get_by_text("What you were writing is kept for you for 7 days. Sign in")).to_be_visible()
        self.alex.page.wait_for_function(NOTHING_ON_THE_DEVICE)
        self.then_the_page_is_accessible()
        wait_until(lambda: self.alex.ask("GET", "/api/me").status == 401, "the session has ended")
        assert self.at_the_service() == 1

    def when_alex_signs_in_at_a_desk(self) -> None:
        self.desk = self.stage.sign_in("alex", self.stage.desktop())

    def then_the_desk_says_that_they_are_still_here(self) -> None:
        expect(self.desk.page.get_by_text("What you were writing today is still here.")).to_be_visible()
        self.then_the_page_is_accessible(self.desk)

    def when_alex_goes_on_with_them_and_sends_them(self) -> None:
        page = self.desk.page
        follow(page, "Go on: ask for more support")
        is_at(page, "/ask")
        expect(page.get_by_label("What is happening?")).to_have_value(WORDS)
        expect(page.get_by_text("still here")).to_be_hidden()
        page.get_by_label("What is happening?").fill(f"{WORDS} why.")
        press(page, "Send")
        expect(heading(page, "Your request")).to_be_visible()
        shows(page, f"{WORDS} why.")

    def then_nothing_is_kept_at_the_service(self) -> None:
        wait_until(lambda: self.at_the_service() == 0, "the service has forgotten them")

    def when_alex_says_that_they_are_there(self) -> None:
        press(self.alex.page, "Stay signed in")

    def when_alex_signs_out_on_purpose(self) -> None:
        page = self.alex.page
        follow(page, "Account")
        shows(page, "If you sign out yourself, what you have begun to write and not sent is thrown away")
        sign_out(self.alex)
        expect(page.get_by_text("You have signed out. Nothing of yours is left on this device.")).to_be_visible()

    def then_the_desk_has_no_words(self) -> None:
        page = self.desk.page
        follow(page, "I need more support")
        expect(page.get_by_label("What is happening?")).to_have_value("")
        expect(page.get_by_text("still here")).to_be_hidden()

    def when_the_phone_goes_into_a_pocket(self) -> None:
        """Another tab comes to the front, as the lock screen does: nothing else runs on this page any more."""
        self.alex.page.evaluate(
            """() => {
              Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
              document.dispatchEvent(new Event('visibilitychange'))
            }"""
        )

    def when_the_signal_is_gone(self) -> None:
        self.alex.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        self.alex.watch.allow(NO_SIGNAL)
        self.alex.context.set_offline(True)

    def then_it_is_said_that_they_cannot_be_kept_now(self) -> None:
        expect(self.alex.page.get_by_role("alertdialog")).to_contain_text(
            "We cannot keep what you were writing just now. We go on trying."
        )

    def then_alex_is_told_that_they_were_lost(self) -> None:
        expect(self.alex.page.get_by_text("What you were writing could not be kept")).to_be_visible()
        self.alex.page.wait_for_function(NOTHING_ON_THE_DEVICE)

    def at_the_service(self) -> int:
        return int(self._ask_the_database("SELECT count(*) FROM drafts WHERE account_id = %s"))

    def can_be_read_there(self) -> bool:
        found = self._ask_the_database("SELECT content_sealed FROM drafts WHERE account_id = %s")
        return b"sleeping" in bytes(found)

    def _ask_the_database(self, statement: str):
        owner = self.stage.service.settings["WAYMARK_OWNER_DATABASE_URL"]
        with psycopg.connect(owner) as connection:
            return connection.execute(statement, (self.stage.cast["ids"]["alex"],)).fetchone()[0]


@pytest.fixture
def story(stage: Stage) -> DraftKept:
    return DraftKept(stage)


def test_words_outlive_the_session_and_are_there_on_another_device(story: DraftKept) -> None:
    story.given_alex_is_writing_on_a_phone()
    story.when_nobody_touches_it_for_25_minutes()
    story.then_the_words_are_kept_and_that_is_said()
    story.when_five_more_minutes_pass()
    story.then_alex_is_signed_out_and_told_that_they_are_kept()
    story.when_alex_signs_in_at_a_desk()
    story.then_the_desk_says_that_they_are_still_here()
    story.when_alex_goes_on_with_them_and_sends_them()
    story.then_nothing_is_kept_at_the_service()


def test_signing_out_on_purpose_keeps_nothing(story: DraftKept) -> None:
    story.given_alex_is_writing_on_a_phone()
    story.when_nobody_touches_it_for_25_minutes()
    story.then_the_words_are_kept_and_that_is_said()
    story.when_alex_says_that_they_are_there()
    story.when_alex_signs_out_on_purpose()
    story.then_nothing_is_kept_at_the_service()
    story.when_alex_signs_in_at_a_desk()
    story.then_the_desk_has_no_words()


def test_a_phone_in_a_pocket_keeps_them_too(story: DraftKept) -> None:
    story.given_alex_is_writing_on_a_phone()
    story.when_the_phone_goes_into_a_pocket()
    wait_until(lambda: story.at_the_service() == 1, "the service keeps them")
    story.when_alex_signs_in_at_a_desk()
    story.then_the_desk_says_that_they_are_still_here()


def test_without_a_signal_they_are_lost_and_that_is_said(story: DraftKept) -> None:
    story.given_alex_is_writing_on_a_phone()
    story.when_the_signal_is_gone()
    story.when_nobody_touches_it_for_25_minutes()
    story.then_it_is_said_that_they_cannot_be_kept_now()
    story.when_five_more_minutes_pass()
    story.then_alex_is_told_that_they_were_lost()
    assert story.at_the_service() == 0
