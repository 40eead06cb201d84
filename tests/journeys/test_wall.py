"""The team's screen on the wall: live, large, naming nobody who asked; it never shows an old number as a new one."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.played import Request
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, shows

WALL = {"viewport": {"width": 1920, "height": 1080}}
# It asks every five seconds, and says so when it was not reached for twenty.
SOON_MS, NOT_REACHED_MS = 15_000, 40_000


def test_the_wall_follows_a_request(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    wall = stage.sign_in("tom", stage.open(WALL))
    wall.go("/team")
    follow(wall.page, "Screen for the wall")
    shows(wall.page, "Nobody is waiting")
    shows(wall.page, re.compile(r"A\. Begum"))
    expect(wall.page.get_by_role("navigation", name="Main")).to_be_hidden()

    request = Request(alex)
    shows(wall.page, "1 waiting", within=SOON_MS)
    stage.then_the_page_is_accessible(wall)
    assert "Alex" not in wall.page.content()
    request.promised(asha)
    shows(wall.page, "1 promised", within=SOON_MS)
    shows(wall.page, "Nobody is waiting")
    shows(wall.page, re.compile("This screen signs out at "))

    wall.watch.allow("Failed to load resource", "ERR_INTERNET_DISCONNECTED")
    wall.context.set_offline(True)
    shows(wall.page, re.compile("Not connected since "), within=NOT_REACHED_MS)
    expect(wall.page.locator(".wm-wall__counts")).to_be_hidden()
    wall.context.set_offline(False)
    shows(wall.page, "1 promised", within=NOT_REACHED_MS)


def test_a_wall_that_is_signed_out_says_so(stage: Stage) -> None:
    wall = stage.open(WALL)
    wall.go("/team/wall")
    expect(wall.page.get_by_role("heading", level=1)).to_have_text("This wall is signed out")
    stage.then_the_page_is_accessible(wall)
    follow(wall.page, "Sign in")
    expect(wall.page.get_by_role("heading", level=1)).to_contain_text("Sign in")
