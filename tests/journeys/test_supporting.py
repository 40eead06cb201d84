"""A carer sees where a request stands, as long as it is shared; and tells the team, who say that they have read it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.played import Request, Trusted
from tests.journeys.stage import Stage

# An open page asks again at least every fifteen seconds.
WITHIN_MS = 15_000


def open_person(jo: Device, name: str = "Alex Morgan") -> None:
    jo.go("/support")
    jo.page.get_by_role("link", name=name).click()
    expect(jo.page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_carer_reads_where_it_stands_and_the_page_empties_by_itself(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    jo = stage.sign_in("jo", stage.phone())
    trusted = Trusted(alex, "Jo", "step_ups", "goals").accepted(jo)
    request = Request(alex, "I have stopped sleeping.")

    open_person(jo)
    expect(jo.page.get_by_text("Nobody has answered yet")).to_be_visible()
    expect(jo.page.get_by_text("I have stopped sleeping.")).to_be_visible()
    expect(jo.page.get_by_role("definition").filter(has_text="Asha Begum")).to_be_visible()
    stage.then_the_page_is_accessible(jo)

    request.promised(asha)
    expect(jo.page.get_by_text(re.compile("Asha Begum will ring Alex Morgan by"))).to_be_visible(timeout=WITHIN_MS)

    trusted.narrowed_to("goals")
    expect(jo.page.get_by_text("I have stopped sleeping.")).to_be_hidden(timeout=WITHIN_MS)
    expect(jo.page.get_by_role("heading", level=1)).to_have_text("Alex Morgan")
    assert jo.page.evaluate("Object.keys(localStorage).join()").find("sleeping") == -1


def test_an_open_page_shows_nothing_more_once_all_is_stopped(stage: Stage) -> None:
    alex, jo = stage.sign_in("alex", stage.phone()), stage.sign_in("jo", stage.phone())
    trusted = Trusted(alex, "Jo", "step_ups").accepted(jo)
    Request(alex, "I have stopped sleeping.")
    open_person(jo)
    expect(jo.page.get_by_text("I have stopped sleeping.")).to_be_visible()

    jo.watch.allow("status of 401")
    trusted.stopped()
    expect(jo.page.get_by_text("I have stopped sleeping.")).to_be_hidden(timeout=WITHIN_MS)
    expect(jo.page.get_by_role("heading", level=1)).to_have_text("Sign in to go on")
    stage.sign_in("jo", jo)
    open_person(jo)
    expect(jo.page.get_by_role("link", name="Tell the team something")).to_be_visible()
    expect(jo.page.get_by_text("I have stopped sleeping.")).to_have_count(0)


def test_a_carer_tells_the_team_and_sees_who_has_read_it(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    jo = stage.sign_in("jo", stage.phone())
    Trusted(alex, "Jo", "goals").accepted(jo)

    open_person(jo)
    jo.page.get_by_role("link", name="Tell the team something").click()
    jo.page.get_by_label("What would you like to tell them?").fill("They have not eaten since Friday.")
    expect(jo.page.get_by_text("We never tell Alex Morgan.")).to_be_visible()
    jo.page.get_by_label("Only the team may read this").check()
    stage.then_the_page_is_accessible(jo)
    jo.page.get_by_role("button", name="Send to the team").click()
    expect(jo.page.get_by_text("Received. Nobody has read it yet.")).to_be_visible()

    asha.go("/requests")
    asha.page.get_by_role("link", name="1 message from carers").click()
    expect(asha.page.get_by_text("They have not eaten since Friday.")).to_be_visible()
    expect(asha.page.get_by_text("In confidence: the person does not see this")).to_be_visible()
    stage.then_the_page_is_accessible(asha)
    asha.page.get_by_role("button", name="I have read the message from Jo Hart").click()
    expect(asha.page.get_by_text(re.compile("Read by Asha Begum"))).to_be_visible()

    expect(jo.page.get_by_text(re.compile("Read by Asha Begum, today"))).to_be_visible(timeout=WITHIN_MS)
    alex.go("/about-me")
    expect(alex.page.get_by_text("Carers can tell your team things in confidence.")).to_be_visible()
    expect(alex.page.get_by_text("They have not eaten")).to_have_count(0)


def test_anybody_tells_a_team_by_its_page(stage: Stage) -> None:
    pat, asha = stage.phone(), stage.sign_in("asha", stage.desktop())
    pat.go(f"/tell/{stage.cast['team']}")
    pat.page.get_by_label("Who is it about?").fill("Alex Morgan")
    pat.page.get_by_label("What would you like to tell them?").fill("The curtains are closed since Sunday.")
    pat.page.get_by_label("Your name").fill("Pat")
    stage.then_the_page_is_accessible(pat)
    pat.page.get_by_role("button", name="Send to the team").click()
    expect(pat.page.get_by_role("heading", level=1)).to_have_text("The team has received this")
    asha.go("/messages")
    expect(asha.page.get_by_text("The curtains are closed since Sunday.")).to_be_visible()


def test_a_person_writes_about_themselves_one_heading_at_a_time(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    alex.go("/about-me")
    alex.page.get_by_role("button", name="Write something: What matters most to me").click()
    alex.page.get_by_label("What should everybody who helps you know first?").fill("My garden.")
    alex.keeps_drafts(1)
    alex.page.reload()
    alex.page.get_by_role("button", name="Write something: What matters most to me").click()
    expect(alex.page.get_by_text("We kept your words.")).to_be_visible()
    alex.page.get_by_role("button", name="Save").click()
    expect(alex.page.get_by_role("button", name="Change: What matters most to me")).to_be_visible()
    expect(alex.page.get_by_text("My garden.")).to_be_visible()
    stage.then_the_page_is_accessible(alex)
