"""A person writes down what she wants, walks towards it, says it anew, rests and finishes; others suggest, and see what she shares."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.device import Device
from tests.journeys.goals_played import Wanted, goals_shared_with_the_team, record_of
from tests.journeys.played import Trusted
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, heading, is_at, press, shows, tab_to

QUESTION = "What would you like to do or change?"
ONE_GOAL = re.compile(r"/goals/[0-9a-f-]{36}$")
# An open page asks again at least every fifteen seconds.
WITHIN_MS = 15_000


def open_goals(device: Device) -> None:
    device.page.get_by_role("navigation", name="Main").get_by_role("link", name="Goals").click()
    expect(device.page.get_by_role("heading", level=1)).to_have_text("Goals")


def step(page: Page, words: str) -> Locator:
    return page.get_by_role("checkbox", name=words)


def write_goal(page: Page, words: str, first_step: str) -> None:
    follow(page, "Write a goal")
    page.get_by_label(QUESTION).fill(words)
    page.get_by_label(re.compile("first small step")).fill(first_step)
    press(page, "Save")
    is_at(page, ONE_GOAL)
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def say_near(page: Page, number: str) -> None:
    page.get_by_role("group", name="How near are you to it today?").get_by_role("radio", name=number).check()
    press(page, "Save")
    shows(page, "Saved.")


def test_a_goal_from_its_first_words_to_its_end(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    page = alex.page
    open_goals(alex)
    shows(page, "A first small step")
    stage.then_the_page_is_accessible(alex)
    follow(page, "Write a goal")
    page.get_by_text("More about it (if you like)").click()
    stage.then_the_page_is_accessible(alex)
    page.go_back()

    write_goal(page, "I go to the allotment.", "Find my boots")
    page.get_by_label("A new step").fill("Ask for a lift")
    press(page, "Add")
    expect(step(page, "Ask for a lift")).to_be_visible()
    # Moving swaps two steps: a tick that is still on its way makes it a change of something older, which is refused.
    with page.expect_response(re.compile("/steps/")):
        step(page, "Find my boots").check()
    press(page, "Change the step: Ask for a lift")
    press(page, "Move up")
    shows(page, "Now step 1 of 2.")
    press(page, "Leave it as it is")
    expect(page.get_by_role("checkbox").first).to_have_accessible_name("Ask for a lift")

    press(page, "Follow how near I am")
    say_near(page, "3")
    say_near(page, "6")
    shows(page, "6 out of 10")
    stage.then_the_page_is_accessible(alex)
    page.reload()
    expect(step(page, "Find my boots")).to_be_checked()
    shows(page, "That is up by 3")

    follow(page, "Change this goal")
    page.get_by_label(QUESTION).fill("I look after the allotment on my own.")
    page.get_by_label("No, a new goal").check()
    stage.then_the_page_is_accessible(alex)
    press(page, "Save")
    expect(page.get_by_role("heading", level=1)).to_have_text("I look after the allotment on my own.")
    page.get_by_text("Your answers so far").click()
    shows(page, "While it was another goal")
    expect(page.get_by_text("up by 3")).to_have_count(0)

    press(page, "Let it rest for a while")
    shows(page, "This goal is resting.")
    press(page, "Go on with it")
    page.get_by_text("I have done it").click()
    page.get_by_label(re.compile("What would you like to remember")).fill("The first beans.")
    press(page, "It is done")
    shows(page, "You did what you set out to do.")
    stage.then_the_page_is_accessible(alex)
    open_goals(alex)
    expect(heading(page, "Done")).to_be_visible()
    stage.then_the_page_is_accessible(alex)


def test_a_worker_suggests_a_goal_and_it_is_hers_once_she_takes_it(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    goals_shared_with_the_team(alex)
    Wanted(alex, record_of(alex), "I sleep through.").with_steps("No phone in bed")
    asha.go("/caseload")
    follow(asha.page, "Alex Morgan")
    follow(asha.page, "Goals of Alex Morgan")
    shows(asha.page, "I sleep through.")
    asha.page.get_by_text("Suggest a goal").click()
    asha.page.get_by_label("What would you suggest?").fill("Come to the walking group.")
    press(asha.page, "Suggest it")
    shows(asha.page, "Alex Morgan has not taken it up yet.")
    asha.page.get_by_text("Add a step: I sleep through.").click()
    asha.page.get_by_label("What could be a step?").fill("A hot bath at nine")
    stage.then_the_page_is_accessible(asha)
    press(asha.page, "Add the step")
    shows(asha.page, "A hot bath at nine")

    open_goals(alex)
    shows(alex.page, "Asha Begum suggests this.")
    stage.then_the_page_is_accessible(alex)
    press(alex.page, "Take it: Come to the walking group.")
    follow(alex.page, "Come to the walking group.")
    press(alex.page, "Follow how near I am")
    expect(heading(alex.page, "How near am I?")).to_be_visible()

    together = asha.page.get_by_text("Write down how near, together")
    expect(together).to_be_visible(timeout=WITHIN_MS)
    together.click()
    asha.page.get_by_role("group", name="What does Alex Morgan say?").get_by_role("radio", name="4").check()
    press(asha.page, "Save")
    shows(asha.page, "4 out of 10")
    alex.page.reload()
    alex.page.get_by_text("Your answers so far").click()
    shows(alex.page, "together, by Asha Begum")


def test_what_is_kept_private_or_hidden_is_not_there_for_others(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    jo = stage.sign_in("jo", stage.phone())
    record = record_of(alex)
    goals_shared_with_the_team(alex)
    Trusted(alex, "Jo", "goals").accepted(jo)
    shared = Wanted(alex, record, "I cook on Sundays.")
    Wanted(alex, record, "I tell my sister the truth.", is_private=True)

    asha.go(f"/records/{record}/goals")
    jo.go("/support")
    follow(jo.page, "Alex Morgan")
    follow(jo.page, "Goals of Alex Morgan")
    for device in (asha, jo):
        shows(device.page, "I cook on Sundays.")
        expect(device.page.get_by_text("I tell my sister the truth.")).to_have_count(0)
        stage.then_the_page_is_accessible(device)
    expect(jo.page.get_by_text("Suggest a goal")).to_have_count(0)

    alex.go(f"/goals/{shared.id}")
    press(alex.page, "Only I may see it")
    shows(alex.page, "Only you see this.")
    for device in (asha, jo):
        expect(heading(device.page, "I cook on Sundays.")).to_be_hidden(timeout=WITHIN_MS)
        shows(device.page, "Nothing is written down here.")


def test_a_goal_by_keyboard_alone(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.desktop())
    page = alex.page
    alex.go("/goals/new")
    expect(heading(page, "A new goal")).to_be_visible()
    tab_to(page, QUESTION)
    page.keyboard.type("By keyboard.")
    tab_to(page, "More about it (if you like)")
    page.keyboard.press("Enter")
    tab_to(page, "Who helps you with it?")
    page.keyboard.type("Jo")
    tab_to(page, "Whoever I share my goals with")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    is_at(page, ONE_GOAL)
    expect(heading(page, "By keyboard.")).to_be_focused()
    shows(page, "Only you see this.")
    tab_to(page, "A new step")
    page.keyboard.type("One key after the other")
    page.keyboard.press("Enter")
    expect(step(page, "One key after the other")).to_be_visible()
    expect(page.get_by_label("A new step")).to_be_focused()
    tab_to(page, "Follow how near I am")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio").first).to_have_accessible_name("0: not near at all")
    page.get_by_role("radio").first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="4")).to_be_checked()
    page.keyboard.press("Enter")
    shows(page, "4 out of 10")


def test_a_step_is_ticked_from_home(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    goal = Wanted(alex, record_of(alex), "I feel well in my flat.").with_steps("Throw out the boxes", "Open the window")
    alex.go("/")
    shows(alex.page, "Open the window")
    shows(alex.page, "A step towards: I feel well in my flat.")
    stage.then_the_page_is_accessible(alex)
    press(alex.page, "Done: Open the window")
    shows(alex.page, "Done. That is written down.")
    alex.go(f"/goals/{goal.id}")
    expect(step(alex.page, "Open the window")).to_be_checked()
