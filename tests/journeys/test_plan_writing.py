"""Alex writes a safety plan: alone and without a mouse, with Asha beside her, on two devices, and with no signal in the middle."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.device import ARGUMENTS, Device
from tests.journeys.goals_played import record_of
from tests.journeys.plan_played import Written
from tests.journeys.screens import LARGE_TEXT
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, heading, press, shows

MYSELF, PEOPLE = "/my-plan/sections/myself", "/my-plan/sections/people"
FIELD = "Something I can do"
SAVES = "**/api/my-plan/saves/*"
NO_WAY_THERE = r"net::ERR_(FAILED|INTERNET_DISCONNECTED)"
CHANGED = r"status of 409 .*/api/my-plan/saves/"
WIDTHS = ((320, 568), (390, 844), (1280, 800))
MOST_TABS = 60
FOCUSED = """
() => {
  const one = document.activeElement
  return (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent).trim()
}
"""


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """A browser with letters of twice the size."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    other = browser.browser_type.launch(executable_path=path, args=[*ARGUMENTS, LARGE_TEXT])
    yield other
    other.close()


def tab_to(page: Page, words: str) -> None:
    passed = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        passed.append(str(page.evaluate(FOCUSED)))
        if passed[-1] == words:
            return
    pytest.fail(f"“{words}” was not reached by Tab: {passed}")


def tab_to_and_press(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")


def write(page: Page, words: str, field: str = FIELD) -> None:
    page.get_by_role("textbox", name=field).fill(words)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def words_in(device: Device, name: str) -> list[str]:
    """A section as the service keeps it."""
    sections = device.get(f"/api/records/{record_of(device)}/safety-plan")["sections"]
    return [item["words"] for one in sections if one["heading"] == name for item in one["items"]]


def plan_shared_with_the_team(person: Device) -> None:
    wording = person.get("/api/sharing/team")["wording"]
    person.put("/api/sharing/team/safety_plan", {"is_shared": True, "may_add": True, "wording": wording})


def then_it_fits(stage: Stage, device: Device) -> None:
    """On the smallest phone, an ordinary one, and a desk."""
    for width, height in WIDTHS:
        device.page.set_viewport_size({"width": width, "height": height})
        stage.then_the_page_is_accessible(device)


def test_a_plan_from_nothing_by_keyboard_alone(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.desktop())
    page = alex.page
    tab_to_and_press(page, "My plan")
    expect(heading(page, "Two things are a good start")).to_be_visible()
    shows(page, "Nobody watches this plan.")
    then_it_fits(stage, alex)
    tab_to_and_press(page, "What I can do myself")
    expect(page.get_by_role("heading", level=1, name="What I can do myself")).to_be_focused()
    tab_to(page, FIELD)
    page.keyboard.type("Walk to the canal.")
    tab_to_and_press(page, f"Add: {FIELD}")
    expect(page.get_by_role("textbox", name=FIELD)).to_be_focused()
    page.keyboard.type("Ring the bell tower.")
    tab_to_and_press(page, f"Add: {FIELD}")
    tab_to_and_press(page, "Some ideas")
    tab_to_and_press(page, "Put in: Water the plants.")
    expect(page.get_by_role("button", name="Change: Water the plants.")).to_be_visible()
    page.get_by_role("heading", level=1).focus()
    tab_to_and_press(page, "Change: Ring the bell tower.")
    expect(page.get_by_role("textbox", name="In your own words")).to_be_focused()
    tab_to_and_press(page, "Move up")
    shows(page, "Now number 1 of 3.")
    expect(page.get_by_role("button", name="Move down")).to_be_focused()
    tab_to_and_press(page, "Take it out")
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Change: Ring the bell tower.")).to_be_focused()
    assert words_in(alex, "myself") == []
    tab_to_and_press(page, "Save")
    shows(page, "Saved.")
    then_it_fits(stage, alex)
    assert words_in(alex, "myself") == ["Ring the bell tower.", "Walk to the canal.", "Water the plants."]


def test_people_with_their_numbers(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    page = alex.page
    alex.go(PEOPLE)
    write(page, "Mina", "Who?")
    write(page, "07700 9OO123", "Phone number (if you like)")
    page.get_by_label("I can text this number").check()
    save(page)
    follow(page, re.compile("There is a letter in this number"))
    expect(page.get_by_role("textbox", name="Phone number (if you like)")).to_be_focused()
    stage.then_the_page_is_accessible(alex)
    alex.watch.allow(r"status of 422 .*/api/my-plan/saves/")
    write(page, "07700 90012", "Phone number (if you like)")
    save(page)
    expect(page.get_by_role("textbox", name="Phone number (if you like)")).to_have_attribute("aria-invalid", "true")
    write(page, "07700900123", "Phone number (if you like)")
    page.get_by_role("button", name=re.compile("^Save")).click()
    shows(page, "Saved.")
    expect(page.get_by_role("link", name="Ring 07700 900123")).to_have_attribute("href", "tel:07700900123")
    expect(page.get_by_role("link", name="Text 07700 900123")).to_be_visible()


def test_asha_suggests_from_her_own_device_and_sits_beside(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    plan_shared_with_the_team(alex)
    Written(alex, {"myself": [{"words": "Walk to the canal."}]})
    alex.go(MYSELF)
    shows(alex.page, "Walk to the canal.")
    asha.go(f"/records/{record_of(alex)}/safety-plan")
    asha.page.get_by_text("Suggest something for this plan").click()
    asha.page.get_by_label("For which part of the plan?").select_option("myself")
    asha.page.get_by_label("What would you suggest?").fill("Breathe by the open window.")
    press(asha.page, "Suggest it")
    shows(asha.page, "Suggested.")

    page = alex.page
    expect(heading(page, "Asha Begum suggests")).to_be_visible(timeout=40_000)
    stage.then_the_page_is_accessible(alex)
    press(page, "Put it in my plan: Breathe by the open window.")
    press(page, "Change: Breathe by the open window.")
    write(page, "I open the window and breathe.", "In your own words")
    press(page, "Done")
    press(page, "Somebody is with me")
    page.get_by_role("group", name="Who is beside you?").get_by_role("radio", name="Asha Begum").check()
    stage.then_the_page_is_accessible(alex)
    save(page)
    shows(page, "Saved.")
    expect(heading(page, "Asha Begum suggests")).to_have_count(0)
    alex.go("/my-plan")
    shows(page, "Written with Asha Begum")
    shows(page, "I open the window and breathe.")
    assert words_in(alex, "myself") == ["Walk to the canal.", "I open the window and breathe."]


def test_two_devices_are_both_shown_and_she_chooses(stage: Stage) -> None:
    phone, desk = stage.sign_in("alex", stage.phone()), stage.sign_in("alex", stage.desktop())
    written = Written(phone, {"myself": [{"words": "Walk to the canal."}]})
    for device in (phone, desk):
        device.watch.allow(CHANGED)
        device.go(MYSELF)
        shows(device.page, "Walk to the canal.")
    write(phone.page, "Songs.")
    write(desk.page, "A long shower.")
    save(desk.page)
    shows(desk.page, "Saved.")
    save(phone.page)
    expect(heading(phone.page, "There are two versions of this section")).to_be_focused()
    shows(phone.page, "A long shower.")
    shows(phone.page, "Songs.")
    then_it_fits(stage, phone)
    press(phone.page, "Put both together and let me change it")
    assert words_in(phone, "myself") == ["Walk to the canal.", "A long shower."]
    save(phone.page)
    shows(phone.page, "Saved.")
    assert words_in(phone, "myself") == ["Walk to the canal.", "A long shower.", "Songs."]

    write(phone.page, "The last word.")
    expect(phone.page.get_by_text("Not saved yet. Your words are kept on this phone.")).to_be_visible()
    written.change("myself", {"words": "From somewhere else."})
    phone.go(MYSELF)
    expect(heading(phone.page, "There are two versions of this section")).to_be_visible()
    press(phone.page, "Keep the one on this phone")
    shows(phone.page, "Saved.")
    assert words_in(phone, "myself") == ["Walk to the canal.", "A long shower.", "Songs.", "The last word."]


def test_no_signal_in_the_middle_of_a_save(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    page = alex.page
    alex.watch.allow(NO_WAY_THERE)
    alex.go(MYSELF)
    write(page, "Walk to the canal.")

    def arrive_and_lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(SAVES, lambda route: route.abort())
    save(page)
    expect(heading(page, "This is not saved yet")).to_be_visible()
    shows(page, "Your words are safe on this phone.")
    then_it_fits(stage, alex)
    assert words_in(alex, "myself") == []
    alex.go("/my-plan")
    shows(page, "has words that are not saved yet.")
    follow(page, "Go on writing: What I can do myself")
    shows(page, "These words were kept.")
    page.unroute(SAVES)
    page.route(SAVES, arrive_and_lose_the_answer)
    save(page)
    expect(heading(page, "This is not saved yet")).to_be_visible()
    page.unroute(SAVES)
    press(page, "Save again")
    shows(page, "Saved.")
    assert words_in(alex, "myself") == ["Walk to the canal."]
    assert len(alex.get("/api/my-plan/versions")["versions"]) == 1


def test_far_too_many_letters_lose_nothing(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    page = alex.page
    alex.go(MYSELF)
    write(page, "x" * 20_000)
    save(page)
    expect(page.get_by_role("link", name=re.compile("18,000 letters too long. Nothing is lost."))).to_be_visible()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox", name=FIELD)).to_have_value("x" * 20_000)


def test_letters_of_twice_the_size(stage: Stage, large: Browser) -> None:
    alex = stage.sign_in("alex", stage.phone())
    Written(alex)
    own, stage.browser = stage.browser, large
    reader = stage.sign_in("alex", stage.phone())
    stage.browser = own
    for path, words in (("/my-plan", "Use my plan"), (PEOPLE, "Mina, my sister"), (MYSELF, "Save")):
        reader.go(path)
        shows(reader.page, words)
        stage.then_the_page_is_accessible(reader)
