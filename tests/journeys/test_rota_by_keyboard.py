"""Grace, who leads the team, makes a rotation, sees the gap that it leaves, and fills it: by keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.rota_played import Team, tomorrow
from tests.journeys.stage import Stage
from tests.journeys.steps import heading, is_at, shows, tab_to


def type_time(page: Page, words: str | re.Pattern[str], digits: str) -> None:
    """As one types into a field for a time: hours, then minutes."""
    tab_to(page, words)
    page.keyboard.type(digits)


def test_a_lead_makes_a_rotation_and_fills_its_gap(stage: Stage) -> None:
    grace = stage.sign_in("grace", stage.desktop())
    page = grace.page
    Team(stage, grace).with_office_hours()
    grace.go("/rota")
    shows(page, "There is no rota yet")
    stage.then_the_page_is_accessible(grace)

    tab_to(page, "Make a rotation")
    page.keyboard.press("Enter")
    expect(heading(page, "A new rotation")).to_be_focused()
    _write_rotation(page)
    stage.then_the_page_is_accessible(grace)
    tab_to(page, "Save the rotation")
    page.keyboard.press("Enter")
    is_at(page, re.compile(r"/rota/rotations\?team="))
    shows(page, "Mornings")

    tab_to(page, "Back to the rota")
    page.keyboard.press("Enter")
    expect(heading(page, "Rota").first).to_be_focused()
    _walk_to_the_gap(page)
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name=re.compile("^Duty desk"))
    expect(sheet).to_be_visible()
    stage.then_the_page_is_accessible(grace)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("[data-place]:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    tab_to(page, "Put somebody there: duty desk, 1 pm to 5 pm")
    page.keyboard.press("Enter")

    expect(heading(page, "Somebody for once")).to_be_focused()
    expect(page.get_by_label("From what time")).to_have_value("13:00")
    tab_to(page, re.compile("Who."))
    page.keyboard.type("Grace")
    shows(page, "Grace Lee is at the duty desk: tomorrow, 1 pm to 5 pm.")
    stage.then_the_page_is_accessible(grace)
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    is_at(page, re.compile(r"/rota\?team="))
    shows(page, "Saved.")
    day = next(one for one in Team(stage, grace).week()["days"] if one["on"] == tomorrow().isoformat())
    assert [gap for gap in day["gaps"] if gap["desk"] == "duty"] == []


def _write_rotation(page: Page) -> None:
    """Tom alone, every day, in the mornings only."""
    tab_to(page, re.compile("What do you call it."))
    page.keyboard.type("Mornings")
    tab_to(page, "Add somebody")
    page.keyboard.type("Tom")
    tab_to(page, "Add")
    page.keyboard.press("Enter")
    for day in ("Saturday", "Sunday"):
        tab_to(page, day)
        page.keyboard.press("Space")
    type_time(page, re.compile("Until what time."), "0100PM")
    shows(page, "This leaves times with nobody there")
    shows(page, "It is always Tom Osei.")


def _walk_to_the_gap(page: Page) -> None:
    """To the cell of tomorrow at the duty desk; on a Sunday that is the next week's first."""
    tab_to(page, re.compile(r"(Nobody|Tom Osei|Everybody).*"))
    if tomorrow().weekday() == 0:
        page.keyboard.press("PageDown")
        expect(heading(page, re.compile(rf"Monday {tomorrow().day} "))).to_be_visible()
        page.keyboard.press("Home")
    else:
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-place]:focus")).to_contain_text("Nobody at the duty desk 1 pm to 5 pm")
