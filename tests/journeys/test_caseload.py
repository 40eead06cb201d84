"""A worker opens a person of her team: who is around them, what they share, and nothing of it once they share it no more."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.played import Request, Written
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, heading, press, shows

# An open page asks again at least every fifteen seconds.
WITHIN_MS = 15_000


def test_a_worker_reads_about_a_person_until_it_is_shared_no_more(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.phone())
    written = Written(alex).hidden_from_the_team()

    asha.go("/caseload")
    follow(asha.page, "Alex Morgan")
    expect(asha.page.get_by_role("heading", level=1)).to_have_text("Alex Morgan")
    shows(asha.page, "Nobody is written down here.")
    shows(asha.page, "Nothing is written down here.")
    stage.then_the_page_is_accessible(asha)

    written.shared_with_the_team()
    shows(asha.page, "Ada Morgan, my sister", within=WITHIN_MS)
    expect(asha.page.get_by_role("link", name="Ring 07700 900123")).to_be_visible()
    asha.page.get_by_text("Add something").click()
    asha.page.get_by_label("What would you like to add?").fill("A text in the morning works well.")
    stage.then_the_page_is_accessible(asha)
    press(asha.page, "Add it")
    shows(asha.page, "You added: A text in the morning works well.")
    alex.go("/about-me")
    shows(alex.page, "Asha Begum added: A text in the morning works well.")

    written.hidden_from_the_team()
    expect(asha.page.get_by_text("Ada Morgan")).to_be_hidden(timeout=WITHIN_MS)
    shows(asha.page, "Nothing is written down here.")
    alex.go("/who-has-looked")
    shows(alex.page, re.compile("Asha Begum"))


def test_a_request_and_the_person_who_asked_lead_to_each_other(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    request = Request(alex)
    asha.go(f"/requests/{request.id}")
    follow(asha.page, "About Alex Morgan")
    follow(asha.page, "Alex Morgan has asked for more support")
    expect(heading(asha.page, "What comes next")).to_be_attached()


def test_another_team_finds_nobody(stage: Stage) -> None:
    alex, nia = stage.sign_in("alex", stage.phone()), stage.sign_in("nia", stage.desktop())
    nia.watch.allow(r"status of 404 .*/api/records/")
    nia.go(f"/caseload/{alex.get('/api/me')['record_id']}")
    shows(nia.page, "There is nobody here whom your team looks after.")
