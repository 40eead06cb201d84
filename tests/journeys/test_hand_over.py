"""A lead hands over what a worker holds who leaves: one screen, said in words before, done at once."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.played import Request
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, press, shows


def test_a_worker_leaves_and_nothing_is_lost(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    # Her own page goes on asking, and is told that it may not any more.
    asha.watch.allow(r"status of 40[34] ")
    request = Request(alex).promised(asha)
    grace = stage.sign_in("grace", stage.desktop())
    grace.go("/team")
    follow(grace.page, "What Asha Begum holds, and handing over")
    expect(grace.page.get_by_role("heading", level=1)).to_have_text("Hand over from Asha Begum")
    shows(grace.page, re.compile("They promised to answer by "))
    stage.then_the_page_is_accessible(grace)

    grace.page.get_by_label(re.compile("^Asha Begum leaves ")).check()
    shows(grace.page, re.compile("Nobody takes "))
    grace.page.get_by_label("Who takes everything?").select_option(label="Tom Osei")
    shows(grace.page, "Tom Osei becomes key worker for Alex Morgan. Alex Morgan is told.")
    stage.then_the_page_is_accessible(grace)
    press(grace.page, "Hand over, and let Asha Begum go")
    shows(grace.page, re.compile("went to colleagues. They have been told."))
    shows(grace.page, re.compile("Asha Begum is no longer in "))

    tom = stage.sign_in("tom", stage.desktop())
    assert tom.get("/api/me")["is_worker"]
    held = tom.get(f"/api/step-ups/{request.id}")
    assert (held["state"], held["key_worker"]["name"]) == ("sent", "Tom Osei")
    assert asha.get("/api/me")["is_worker"] is False
    alex.go("/who-has-looked")
    shows(alex.page, re.compile("Grace Lee .* changed who your key worker is"))


def test_a_worker_sees_what_rests_on_them(stage: Stage) -> None:
    asha = stage.sign_in("asha", stage.phone())
    asha.go("/team")
    follow(asha.page, "What you hold")
    expect(asha.page.get_by_role("heading", level=1)).to_have_text("What you hold")
    shows(asha.page, "Your team lead can hand it over.")
    expect(asha.page.get_by_role("button", name="Hand over")).to_have_count(0)
    stage.then_the_page_is_accessible(asha)
