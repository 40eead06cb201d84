"""The copy of the plan goes when it has to: for each reason, nothing of it is left in any storage of the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.device import Device
from tests.journeys.kept_played import CANAL, close_phone, her_words_in, names_in_storages, storages
from tests.journeys.processes import wait_until
from tests.journeys.stage import Stage
from tests.journeys.steps import ENDED, choose, heading, is_at, press, shows, sign_out
from tests.journeys.test_plan_on_the_phone import (
    HER_PIN,
    NO_SERVICE,
    NOT_KEPT,
    OPEN,
    PIN,
    QUESTION,
    Keeping,
)

# A wipe that stops before the caches, as when the phone dies: from there on nothing ever answers.
STOPS_AT_THE_CACHES = "caches.delete = () => new Promise(() => {})"
THE_ROWS_STAY = (
    "IDBObjectStore.prototype.clear = () => { throw new Error('stopped') }; indexedDB.deleteDatabase = () => ({})"
)
HELD_OPEN = """
async () => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith('waymark-kept'))
  window.held = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result) })
  return null
}
"""

HELD_ROWS = """
() => new Promise((done) => {
  const count = held.transaction('rows').objectStore('rows').count()
  count.onsuccess = () => done(count.result)
})
"""


class Going(Keeping):
    desk: Device

    def given_it_is_on_the_phone(self, folder: Path, how: str = OPEN, pin: str = "") -> None:
        self.given_alex_has_a_plan_on_a_phone(folder)
        self.given_it_is_kept(how, pin)
        if how == OPEN:
            assert her_words_in(storages(self.alex))

    def when_alex_signs_out(self) -> None:
        self.alex.go("/account")
        sign_out(self.alex)
        expect(heading(self.alex.page, "Welcome")).to_be_visible()

    def when_the_wipe_stops(self, by: str) -> None:
        self.alex.go("/account")
        self.alex.page.evaluate(f"() => {{ {by} }}")
        sign_out(self.alex)
        expect(heading(self.alex.page, "Welcome")).to_be_visible()

    def when_there_is_no_signal(self) -> None:
        self.alex.watch.allow(*NO_SERVICE)
        self.alex.go("/account")
        expect(heading(self.alex.page, "My account")).to_be_visible()
        self.alex.context.set_offline(True)

    def when_somebody_else_signs_in_here(self) -> None:
        self.when_the_session_is_over()
        self.stage.sign_in("sam", self.alex)

    def when_it_is_forgotten_from_another_device(self) -> None:
        self.desk = self.stage.sign_in("alex", self.stage.desktop())
        self.desk.go("/my-plan/phone")
        press(self.desk.page, "Forget: Chrome on Android")
        shows(self.desk.page, "Chrome on Android will forget your plan at its next contact.")

    def when_the_session_is_ended_from_another_device(self) -> None:
        self.desk = self.stage.sign_in("alex", self.stage.desktop())
        self.desk.go("/account")
        press(self.desk.page, "Sign out there: Chrome on Android")
        shows(self.desk.page, "It is signed out there.")

    def when_the_app_is_opened(self) -> None:
        self.alex.watch.allow(NOT_KEPT, ENDED)
        self.alex.go("/")
        expect(self.alex.page.locator("h1")).to_be_visible()

    def then_it_is_not_on_the_phone(self) -> None:
        self.then_nothing_is_left()
        self.alex.go("/my-plan/now")
        expect(heading(self.alex.page, "Your plan is not on this phone")).to_be_visible()
        assert CANAL not in self.alex.page.content()


@pytest.fixture
def story(stage: Stage) -> Going:
    return Going(stage)


@pytest.mark.parametrize(("how", "pin"), [(OPEN, ""), (PIN, HER_PIN)])
def test_signing_out(story: Going, tmp_path: Path, how: str, pin: str) -> None:
    story.given_it_is_on_the_phone(tmp_path, how, pin)
    story.when_alex_signs_out()
    story.then_it_is_not_on_the_phone()
    assert "waymark_kept" not in storages(story.alex)


def test_signing_out_with_no_signal(story: Going, tmp_path: Path) -> None:
    story.given_it_is_on_the_phone(tmp_path)
    story.when_there_is_no_signal()
    sign_out(story.alex)
    expect(heading(story.alex.page, "Welcome")).to_be_visible()
    wait_until(lambda: not her_words_in(storages(story.alex)), "her words are gone")
    story.alex.context.set_offline(False)
    story.when_the_app_is_opened()
    story.then_it_is_not_on_the_phone()


def test_somebody_else_signs_in(story: Going, tmp_path: Path) -> None:
    story.given_it_is_on_the_phone(tmp_path)
    story.when_somebody_else_signs_in_here()
    story.then_it_is_not_on_the_phone()


def test_removed_from_this_phone(story: Going, tmp_path: Path) -> None:
    story.given_it_is_on_the_phone(tmp_path)
    press(story.alex.page, "Remove from this phone")
    shows(story.alex.page, "It is gone from this phone.")
    shows(story.alex.page, "None keeps it now.")
    story.then_it_is_not_on_the_phone()


def test_choosing_not_on_this_phone(story: Going, tmp_path: Path) -> None:
    story.given_it_is_on_the_phone(tmp_path)
    choose(story.alex.page, QUESTION, "Not on this phone")
    press(story.alex.page, "Use this")
    shows(story.alex.page, "It is gone from this phone.")
    story.then_it_is_not_on_the_phone()


def test_forgotten_from_elsewhere(story: Going, tmp_path: Path) -> None:
    story.given_it_is_on_the_phone(tmp_path)
    story.when_it_is_forgotten_from_another_device()
    story.when_the_app_is_opened()
    story.then_it_is_not_on_the_phone()


def test_forgotten_from_elsewhere_while_signed_out(story: Going, tmp_path: Path) -> None:
    story.given_it_is_on_the_phone(tmp_path)
    story.when_it_is_forgotten_from_another_device()
    story.when_the_session_is_over()
    story.when_the_app_is_opened()
    story.then_it_is_not_on_the_phone()


def test_the_session_ended_from_elsewhere(story: Going, tmp_path: Path) -> None:
    story.given_it_is_on_the_phone(tmp_path)
    story.when_the_session_is_ended_from_another_device()
    story.when_the_app_is_opened()
    story.then_it_is_not_on_the_phone()


def test_a_wipe_that_was_cut_off(story: Going, tmp_path: Path) -> None:
    """The phone dies in the middle. Opened again, even by the address of the ready page, it is finished before anything shows."""
    story.given_it_is_on_the_phone(tmp_path)
    story.when_the_wipe_stops(STOPS_AT_THE_CACHES)
    assert her_words_in(storages(story.alex)), "The wipe was not cut off."
    close_phone(story.stage, story.alex)

    story.open_again()
    story.alex.watch.allow(NOT_KEPT, ENDED)
    story.alex.go("/my-plan/now")
    is_at(story.alex.page, "/")
    story.then_it_is_not_on_the_phone()


def test_rows_that_would_not_go(story: Going, tmp_path: Path) -> None:
    """The database refuses: the page that opens without it goes all the same, and the rows at the next start."""
    story.given_it_is_on_the_phone(tmp_path)
    story.when_the_wipe_stops(THE_ROWS_STAY)
    wait_until(lambda: not her_words_in(storages(story.alex)), "her words are gone")
    assert "database:waymark-kept" in names_in_storages(story.alex), "The rows went."
    close_phone(story.stage, story.alex)

    story.open_again()
    story.when_the_app_is_opened()
    wait_until(lambda: "database:waymark-kept" not in names_in_storages(story.alex), "the rows are gone too")
    story.then_it_is_not_on_the_phone()


def test_with_another_page_open(story: Going, tmp_path: Path) -> None:
    """A page that shows the plan goes, and one that holds the database open keeps nobody's words."""
    story.given_it_is_on_the_phone(tmp_path)
    other: Page = story.alex.context.new_page()
    other.goto(story.alex.address + "/my-plan/now")
    expect(other.get_by_text(CANAL)).to_be_visible()
    holder: Page = story.alex.context.new_page()
    holder.goto(story.alex.address + "/urgent-help")
    holder.evaluate(HELD_OPEN)
    story.alex.watch.allow(ENDED)
    story.when_alex_signs_out()
    is_at(other, "/")
    expect(other.get_by_text(CANAL)).to_be_hidden()
    wait_until(lambda: holder.evaluate(HELD_ROWS) == 0, "the rows are gone, though the database is held")
    holder.close()
    story.when_the_app_is_opened()
    story.then_it_is_not_on_the_phone()


def test_lost_and_kept_again(story: Going, tmp_path: Path) -> None:
    """The browser has cleared everything away but its cookies: she is told, and one tap keeps it again."""
    story.given_it_is_on_the_phone(tmp_path)
    origin = {"origin": story.alex.address, "storageTypes": "local_storage,indexeddb,cache_storage"}
    story.alex.protocol().send("Storage.clearDataForOrigin", origin)
    story.alex.go("/")
    expect(story.alex.page.get_by_text("Your plan is not on this phone any more.")).to_be_visible()
    story.alex.page.get_by_role("link", name="Keep it on this phone again").click()
    press(story.alex.page, "Keep it again")
    shows(story.alex.page, "It is kept on this phone, and opens at once.")
    story.alex.go("/my-plan/now")
    story.then_the_plan_is_there()
