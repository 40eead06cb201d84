"""Alex's safety plan meets others: Asha and Jo see what was chosen and no more, suggest, agree, answer; each look is written down."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.core.ids import new_id
from tests.journeys.device import DESKTOP, PHONE, Device
from tests.journeys.photos_played import from_a_phone
from tests.journeys.plan_played import LAKE, TEA, Written, item
from tests.journeys.played import Request, Trusted
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, heading, is_at, press, shows

# An open page asks again at least every fifteen seconds.
WITHIN_MS = 15_000
TRIGGER, SAFER, SIGN = "Letters from the office", "Give the tablets to Mina", "I stop answering the phone"
PLEASE, PLEASE_NOT = "Speak quietly. Sit down with me.", "Touch me without asking"
DISTRESSED = "When Alex is very distressed"
SCREENS = ({"viewport": {"width": 320, "height": 568}}, PHONE, DESKTOP)


def seen_by(person: Device, who: str, *headings: str) -> None:
    for one in headings:
        person.put(f"/api/my-plan/audiences/{one}", {"audience": who})


def written(alex: Device) -> Written:
    """All ten sections; one for the team alone, one for nobody else."""
    plan = Written(alex)
    plan.save([{"heading": "triggers", "version": 0, "items": [item(TRIGGER)]}])
    seen_by(alex, "team", "safer")
    seen_by(alex, "mine", "triggers")
    return plan.shared_with_the_team()


def with_a_photo(alex: Device, words: str) -> None:
    photo = f"/api/my-plan/photos/{new_id()}"
    headers = {"Origin": alex.address, "Content-Type": "image/jpeg"}
    answer = alex.context.request.put(alex.address + photo, data=from_a_phone(800, 600), headers=headers)
    assert answer.ok, answer.text()
    alex.put(f"{photo}/words", {"words": words, "is_private": False})


def open_plan(device: Device, name: str, start: str) -> Page:
    device.go(start)
    follow(device.page, name)
    follow(device.page, f"Safety plan of {name}")
    expect(heading(device.page, f"Safety plan of {name}")).to_be_visible()
    return device.page


def does_not_show(page: Page, *words: str) -> None:
    for one in words:
        expect(page.get_by_text(one)).to_have_count(0)


def please(page: Page) -> Locator:
    return page.get_by_role("region", name=DISTRESSED)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_others_see_what_was_chosen_and_no_more(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    jo = stage.sign_in("jo", stage.phone())
    plan = written(alex)
    with_a_photo(alex, "Biscuit in the sun")
    Trusted(alex, "Jo", "safety_plan").accepted(jo)

    at_work = open_plan(asha, "Alex Morgan", "/caseload")
    at_home = open_plan(jo, "Alex Morgan", "/support")
    for page in (at_work, at_home):
        first = page.get_by_role("heading", level=2).first
        expect(first).to_have_text(DISTRESSED)
        expect(please(page)).to_contain_text(f"Please do{PLEASE}")
        shows(page, TEA)
        expect(page.get_by_role("link", name="Ring 07700 900123")).to_have_attribute("href", "tel:07700900123")
        expect(page.get_by_role("link", name="Text 07700 900123")).to_have_attribute("href", "sms:07700900123")
        page.get_by_text("Biscuit in the sun").scroll_into_view_if_needed()
        page.wait_for_function("() => [...document.images].some(one => one.complete && one.naturalWidth > 300)")
        does_not_show(page, TRIGGER, "Suggest something for this plan" if page is at_home else TRIGGER)
    shows(at_work, SAFER)
    does_not_show(at_home, SAFER, "Making things safer around me", "Agree on the plan")
    stage.then_the_page_is_accessible(asha)
    stage.then_the_page_is_accessible(jo)

    seen_by(alex, "mine", "myself")
    for page in (at_work, at_home):
        expect(page.get_by_text(TEA)).to_be_hidden(timeout=WITHIN_MS)
        expect(heading(page, "What I can do myself")).to_have_count(0)
        shows(page, LAKE)
    plan.shared_with_the_team(is_shared=False)
    expect(at_work.get_by_text(LAKE)).to_be_hidden(timeout=WITHIN_MS)
    shows(at_work, "Nothing is written down here.")
    expect(at_work.get_by_role("heading", level=2)).to_have_count(0)
    assert plan.now("myself")["items"]

    kept = jo.page.evaluate(
        "async () => [Object.keys(localStorage), (await caches.keys()).length, await indexedDB.databases()]"
    )
    assert TEA not in str(kept)
    alex.go("/who-has-looked")
    shows(alex.page, re.compile(r"Asha Begum \(.*\) read your safety plan"))
    shows(alex.page, re.compile(r"Jo \(.*\) read your safety plan|Jo.*read your safety plan"))


@pytest.mark.parametrize("screen", SCREENS, ids=["320", "390", "1280"])
def test_the_plan_of_somebody_else_on_every_screen(stage: Stage, screen: dict[str, Any]) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.open(screen))
    plan = written(alex)
    asha.go(f"/records/{plan.record}/safety-plan")
    shows(asha.page, TEA)
    for closed in ("Suggest something for this plan", "Agree on the plan, with a day to look at it again"):
        asha.page.get_by_text(closed, exact=True).click()
    stage.then_the_page_is_accessible(asha)
    assert fits(asha.page)
    asha.page.evaluate("document.documentElement.style.fontSize = '200%'")
    stage.then_the_page_is_accessible(asha)
    assert fits(asha.page)


def test_jo_suggests_and_it_is_alexs_when_alex_takes_it(stage: Stage) -> None:
    alex, jo = stage.sign_in("alex", stage.phone()), stage.sign_in("jo", stage.phone())
    written(alex)
    Trusted(alex, "Jo", "safety_plan", may_add=True).accepted(jo)
    page = open_plan(jo, "Alex Morgan", "/support")
    page.get_by_text("Suggest something for this plan").click()
    page.get_by_label("For which part of the plan?").select_option(label="People I can ask")
    page.get_by_label("What would you suggest?").fill("Ring me on my way home.")
    page.get_by_label("Phone number (if you like)").fill("ask Mina")
    jo.watch.allow(r"status of 422 .*/safety-plan/suggestions/")
    press(page, "Suggest it")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("What would you suggest?")).to_have_value("Ring me on my way home.")
    page.get_by_label("Phone number (if you like)").fill("07700 900456")
    press(page, "Suggest it")
    shows(page, "Suggested. We are telling Alex Morgan now.")
    shows(page, "Alex Morgan has not taken it up yet.")
    stage.then_the_page_is_accessible(jo)

    alex.go("/")
    shows(alex.page, "Jo suggests something for your plan")
    stage.then_the_page_is_accessible(alex)
    follow(alex.page, re.compile("Jo suggests something"))
    is_at(alex.page, "/my-plan/sections/people")
    shows(alex.page, "Ring me on my way home.")


def test_asha_and_alex_agree_on_a_day(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    plan = written(alex)
    asha.go(f"/records/{plan.record}/safety-plan")
    asha.page.get_by_text("Agree on the plan, with a day to look at it again").click()
    press(asha.page, "Propose it")
    shows(asha.page, "Choose a day.")
    day = asha.page.get_by_label("When will you look at it again together?")
    day.fill(str(day.get_attribute("max")))
    press(asha.page, "Propose it")
    shows(asha.page, "Asha Begum proposed to look at it again")
    alex.go("/")
    shows(alex.page, "Asha has said yes to your plan")
    follow(alex.page, re.compile("Asha has said yes"))
    is_at(alex.page, "/my-plan/agree")
    proposal = alex.get(f"/api/records/{plan.record}/safety-plan")["proposal"]
    yes = {"proposal_id": proposal["proposal_id"], "review_on": proposal["review_on"]}
    alex.put(f"/api/records/{plan.record}/safety-plan/agreements/{new_id()}", yes)
    shows(asha.page, "Alex Morgan and Asha Begum agreed on this plan.")
    stage.then_the_page_is_accessible(asha)


def test_whoever_answers_reads_what_to_do_and_not_to_do(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.phone())
    written(alex)
    request = Request(alex)
    asha.go(f"/requests/{request.id}")
    page = asha.page
    expect(please(page)).to_contain_text(PLEASE_NOT)
    does_not_show(page, TEA, SAFER)
    box, button = please(page).bounding_box(), page.get_by_role("link", name="I will answer").bounding_box()
    assert box is not None
    assert button is not None
    assert box["y"] < button["y"]
    stage.then_the_page_is_accessible(asha)
    follow(page, "I will answer")
    expect(please(page)).to_contain_text(PLEASE)
    stage.then_the_page_is_accessible(asha)
    page.go_back()
    expect(please(page)).to_be_visible()
    seen_by(alex, "mine", "distressed")
    expect(please(page)).to_be_hidden(timeout=2 * WITHIN_MS)
    expect(page.get_by_role("link", name="I will answer")).to_be_visible()
    alex.go("/who-has-looked")
    shows(alex.page, re.compile(r"Asha Begum \(.*\) read your safety plan"))


def test_in_an_emergency_the_plan_is_there_but_for_what_is_hers_alone(stage: Stage) -> None:
    alex, nia = stage.sign_in("alex", stage.phone()), stage.sign_in("nia", stage.desktop())
    plan = written(alex)
    plan.shared_with_the_team(is_shared=False)
    opening = {
        "record_id": plan.record,
        "reason": "The door stays shut.",
        "team_id": nia.get("/api/me")["teams"][0]["id"],
    }
    nia.put(f"/api/emergency/{new_id()}", {**opening, "telling_is_risky": False, "understood": True})
    nia.go(f"/emergency/{plan.record}")
    shows(nia.page, TEA)
    expect(please(nia.page)).to_contain_text(PLEASE)
    shows(nia.page, SAFER)
    does_not_show(nia.page, TRIGGER, "What sets it off")
    stage.then_the_page_is_accessible(nia)
    alex.go("/who-has-looked")
    shows(alex.page, re.compile(r"Nia Rees \(.*\) read your safety plan"))


def test_signs_are_picked_into_a_request_in_three_taps(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    written(alex)
    alex.go("/")
    page = alex.page
    expect(page.get_by_role("link", name="Use my plan")).to_have_attribute("href", "/my-plan/use")
    expect(page.get_by_role("link", name="How life is")).to_be_visible()
    page.evaluate("window.taps = 0")
    page.get_by_role("link", name="I need more support").click()
    page.get_by_role("checkbox", name=SIGN).check()
    expect(page.get_by_label("What is happening?")).to_have_value(SIGN)
    stage.then_the_page_is_accessible(alex)
    press(page, "Send")
    is_at(page, re.compile(r"/my-requests/[0-9a-f-]{36}$"))
    assert page.evaluate("window.taps") == 3
    expect(page.get_by_role("link", name="Use my plan")).to_have_attribute("href", "/my-plan/use")
    stage.then_the_page_is_accessible(alex)
    asha.go("/requests")
    follow(asha.page, "Alex Morgan")
    shows(asha.page, SIGN)


def test_asking_opened_by_itself_has_the_signs_folded_away(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    written(alex)
    alex.go("/ask")
    alex.page.get_by_text("Choose words from your plan").click()
    alex.page.get_by_role("checkbox", name=SIGN).check()
    expect(alex.page.get_by_label("What is happening?")).to_have_value(SIGN)
    stage.then_the_page_is_accessible(alex)


def test_home_invites_gently_before_there_is_a_plan(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    alex.go("/")
    expect(alex.page.get_by_role("link", name="A plan for hard days")).to_have_attribute("href", "/my-plan")
    stage.then_the_page_is_accessible(alex)
    follow(alex.page, "I need more support")
    does_not_show(alex.page, "From your plan", "Choose words from your plan")
