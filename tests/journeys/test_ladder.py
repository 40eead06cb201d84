"""A lead changes whom the team tells, by buttons and keys alone, and reads in words what it will do."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.stage import Stage
from tests.journeys.steps import press, shows


def test_a_lead_changes_the_ladder_and_everybody_reads_it(stage: Stage) -> None:
    grace, asha = stage.sign_in("grace", stage.desktop()), stage.sign_in("asha", stage.phone())
    grace.watch.allow(r"status of 422 .*/ladders/preview")
    grace.go("/team/ladder")
    press(grace.page, "Change: when somebody hopes to hear today")
    preview = grace.page.get_by_role("region", name="What will happen")
    before = preview.get_by_role("listitem").all_inner_texts()
    stage.then_the_page_is_accessible(grace)

    up = grace.page.get_by_role("button", name="Move up: second step")
    up.focus()
    grace.page.keyboard.press("Enter")
    expect(preview.get_by_role("listitem").first).not_to_have_text(before[0])
    wait = grace.page.get_by_label("Then wait, in minutes").first
    wait.fill("0")
    shows(grace.page, "It cannot be saved like this yet:")
    stage.then_the_page_is_accessible(grace)
    wait.fill("7")
    expect(preview).to_contain_text("7 minutes")
    press(grace.page, "Save")
    shows(grace.page, "Saved. The next request goes this way.")

    asha.go("/team/ladder")
    shows(asha.page, "Only a team lead can change this.")
    shows(asha.page, re.compile("Grace Lee changed this "))
    expect(asha.page.get_by_text("7 minutes").first).to_be_visible()
    stage.then_the_page_is_accessible(asha)


def test_two_leads_at_once_lose_nothing(stage: Stage) -> None:
    grace = stage.sign_in("grace", stage.desktop())
    grace.watch.allow(r"status of 409 .*/ladders/")
    grace.go("/team/ladder")
    press(grace.page, "Change: when somebody hopes to hear today")
    grace.page.get_by_label("Then wait, in minutes").first.fill("9")
    team = stage.cast["team"]
    theirs = grace.get(f"/api/teams/{team}/ladders")["today"]
    written = {name: theirs[name] for name in ("rungs", "repeat_minutes", "repeat_longest_minutes", "version")}
    grace.put(f"/api/teams/{team}/ladders/today", {**written, "repeat_longest_minutes": 77})
    press(grace.page, "Save")
    shows(grace.page, "A colleague has changed this meanwhile")
    expect(grace.page.get_by_label("Then wait, in minutes").first).to_have_value("9")
    stage.then_the_page_is_accessible(grace)
    press(grace.page, "Save mine in its place")
    shows(grace.page, "Saved. The next request goes this way.")
    assert grace.get(f"/api/teams/{team}/ladders")["today"]["rungs"][0]["wait_minutes"] == 9
