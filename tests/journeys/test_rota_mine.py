"""Workers among themselves: away with cover, a swap, and the rota on a small phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.rota_played import Team, tomorrow
from tests.journeys.stage import Stage
from tests.journeys.steps import press, shows

SMALL = {"viewport": {"width": 320, "height": 568}}


def test_a_worker_says_that_she_is_away_and_who_covers(stage: Stage) -> None:
    Team(stage, stage.sign_in("grace", stage.desktop())).with_office_hours().with_rotation("asha")
    asha = stage.sign_in("asha", stage.phone())
    page = asha.page
    asha.go("/rota/mine")
    expect(page.get_by_role("heading", name="Tomorrow")).to_be_visible()
    shows(page, "Messages may not reach you in time.")
    stage.then_the_page_is_accessible(asha)
    press(page, "Say when you are away")
    page.get_by_label("First day away").fill(tomorrow().isoformat())
    shows(page, "You have one turn meanwhile:")
    shows(page, "Nobody at the duty desk: tomorrow, 9 am to 5 pm.")
    page.get_by_label("Who answers meanwhile?").select_option(label="Tom Osei")
    shows(page, "Tom Osei takes them.")
    stage.then_the_page_is_accessible(asha)
    press(page, "Save")
    shows(page, "Tom Osei answers meanwhile.")
    expect(page.get_by_role("heading", name="Tomorrow")).to_be_hidden()

    asha.go("/rota")
    shows(page, "covers for Asha Begum")
    asha.go("/rota/mine")
    press(page, re.compile("^Take back: away tomorrow"))
    shows(page, "Taken back.")
    expect(page.get_by_role("heading", name="Tomorrow")).to_be_visible()


def test_two_workers_swap_a_turn(stage: Stage) -> None:
    Team(stage, stage.sign_in("grace", stage.desktop())).with_office_hours().with_rotation("asha")
    asha, tom = (stage.sign_in(who, stage.phone()) for who in ("asha", "tom"))
    asha.go("/rota/mine")
    press(asha.page, re.compile("^Ask a colleague to take: tomorrow"))
    asha.page.get_by_label("Who could take this turn?").select_option(label="Tom Osei")
    press(asha.page, re.compile("^Ask$"))
    shows(asha.page, "You have asked Tom Osei.")
    stage.then_the_page_is_accessible(asha)

    tom.go("/rota/mine")
    shows(tom.page, "Asha Begum asks you to take a turn")
    stage.then_the_page_is_accessible(tom)
    press(tom.page, re.compile("^Yes, I take"))
    shows(tom.page, "The turn is yours now.")
    expect(tom.page.get_by_role("heading", name="Tomorrow")).to_be_visible()

    asha.go("/rota/mine")
    shows(asha.page, "Tom Osei said yes. The turn is theirs.")
    expect(asha.page.get_by_role("heading", name="Tomorrow")).to_be_hidden()


@pytest.mark.parametrize(
    "path",
    [
        "/rota",
        "/rota/mine?away=2027-01-04",
        "/rota/hours",
        "/rota/rotations",
        "/rota/rotations/new",
        "/rota/override",
        "/rota/away",
    ],
)
def test_everything_fits_a_small_phone(stage: Stage, path: str) -> None:
    grace = stage.sign_in("grace", stage.open(SMALL))
    Team(stage, grace).with_office_hours().with_rotation("tom", "grace", ends="13:00")
    grace.go(path)
    expect(grace.page.locator(".wm-loading")).to_have_count(0)
    stage.then_the_page_is_accessible(grace)
