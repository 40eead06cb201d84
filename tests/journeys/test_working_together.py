"""DIALOG+ on two phones: live together, one losing its signal and handing the phone over, both saying yes, and the plan; and alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.device import Device
from tests.journeys.goals_played import record_of
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, choose, follow, heading, is_at, press, shows
from tests.journeys.talks_played import WALK, Talk, rated, some_plan, talks_shared_with_the_team

NO_SIGNAL = (r"net::ERR_INTERNET_DISCONNECTED", r"net::ERR_FAILED")
# Both write at once on purpose: whoever is second is told so.
BOTH_WROTE = r"status of 409 .*/notes/"
# The other device asks every two seconds; a lost signal is noticed after fifteen.
LIVE_MS, LOST_MS = 10_000, 30_000
S = "\u2019s"
IN_CONVERSATION = re.compile(r"/working-on/[0-9a-f-]{36}$")
WHY = "How is this part of your life for you?"
WHY_OF_ALEX = "How is this part of life for Alex?"
WORKS = "What is working, even a little?"


class Together(Steps):
    def given_both_are_signed_in_and_alex_shares(self) -> None:
        self.given_alex_is_signed_in_on_a_phone()
        self.asha = self.stage.sign_in("asha", self.stage.phone())
        self.record = record_of(self.alex)
        talks_shared_with_the_team(self.alex)
        rated(self.alex)

    def when_asha_starts(self) -> None:
        self.asha.go(f"/records/{self.record}/working-on")
        shows(self.asha.page, "Nothing is written down here.")
        self.then_both_are_accessible(self.asha)
        press(self.asha.page, "Start together")
        is_at(self.asha.page, IN_CONVERSATION)
        shows(self.asha.page, "We are waiting for Alex.")
        self.then_both_are_accessible(self.asha)

    def when_alex_joins(self) -> None:
        self.alex.go("/working-on")
        self.then_both_are_accessible(self.alex)
        follow(self.alex.page, "Go on with your conversation")
        is_at(self.alex.page, IN_CONVERSATION)
        shows(self.alex.page, "Asha is here.", within=LIVE_MS)
        shows(self.asha.page, "Alex is here.", within=LIVE_MS)

    def then_what_is_going_well_is_said_first(self) -> None:
        page = self.alex.page
        expect(heading(page, "What would you like to talk about?")).to_be_visible()
        shows(page, "very satisfied")
        well = heading(page, "What is going well").bounding_box()
        wanted = page.get_by_role("group", name="You wanted more help with").bounding_box()
        assert well is not None
        assert wanted is not None
        assert well["y"] < wanted["y"]
        self.then_both_are_accessible()

    def when_alex_chooses_friendships(self) -> None:
        self.alex.page.get_by_label("Friendships").check()
        expect(self.asha.page.get_by_label("Friendships")).to_be_checked(timeout=LIVE_MS)

    def when_asha_presses_next(self) -> None:
        press(self.asha.page, "Next")

    def then_both_are_at(self, title: str, progress: str) -> None:
        for device in (self.alex, self.asha):
            expect(heading(device.page, re.compile(title))).to_be_visible(timeout=LIVE_MS)
            shows(device.page, progress, within=LIVE_MS)

    def when_alex_writes(self, words: str) -> None:
        self.alex.page.get_by_label(WHY).fill(words)

    def then_asha_reads(self, words: str) -> None:
        expect(self.asha.page.get_by_label(WHY_OF_ALEX)).to_have_value(words, timeout=LIVE_MS)
        # The field in which they were typed keeps them, also once they are saved.
        shows(self.alex.page, "Saved", within=LIVE_MS)
        expect(self.alex.page.get_by_label(WHY)).to_have_value(words)

    def when_both_write_at_the_same_time(self) -> None:
        for device in (self.alex, self.asha):
            device.watch.allow(BOTH_WROTE)
        alex, asha = self.alex.page, self.asha.page
        alex.get_by_label(WORKS).press_sequentially("Sam rings.")
        asha.get_by_label(WORKS).fill("The café on Sundays.")
        asha.get_by_label(WHY_OF_ALEX).focus()
        shows(alex, "Asha has written here too.", within=LIVE_MS)
        # A field that somebody is in is not written over.
        expect(alex.get_by_label(WORKS)).to_have_value("Sam rings.")
        alex.get_by_label(WHY).focus()
        shows(alex, "You both wrote something", within=LIVE_MS)
        self.then_both_are_accessible()

    def when_alex_keeps_both(self) -> None:
        press(self.alex.page, "Keep both")
        expect(self.asha.page.get_by_label(WORKS)).to_have_value("The café on Sundays.\nSam rings.", timeout=LIVE_MS)

    def when_alex_loses_the_signal(self) -> None:
        self.alex.watch.allow(*NO_SIGNAL)
        self.alex.context.set_offline(True)
        shows(self.alex.page, "This phone has no signal.", within=LOST_MS)

    def then_alex_can_go_on_writing(self, words: str) -> None:
        page = self.alex.page
        page.get_by_label(WHY).fill(words)
        shows(page, "Some of your words are not sent yet. They are kept on this phone.")
        self.alex.keeps_drafts(1)
        self.then_both_are_accessible(self.alex)

    def then_asha_is_told_so(self) -> None:
        shows(self.asha.page, f"Alex{S} phone is not connected.", within=LOST_MS)
        self.then_both_are_accessible(self.asha)

    def when_they_go_on_on_ashas_phone(self) -> None:
        page = self.asha.page
        for title in ("How it could be", "What could help", "What we will do"):
            press(page, "Next")
            expect(heading(page, re.compile(title))).to_be_visible()
            self.then_both_are_accessible(self.asha)
        page.get_by_label("What will be done?").fill(WALK)
        choose(page, "Who does it?", "Alex")
        self.then_both_are_accessible(self.asha)
        press(page, "Add it")
        press(page, f"Say yes: {WALK}")
        shows(page, f"Waiting for Alex{S} yes.")

    def when_asha_hands_her_phone_to_alex(self) -> None:
        page = self.asha.page
        press(page, "Go on with one phone")
        shows(page, f"Now Alex is writing on Asha{S} phone.")
        expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
        self.then_both_are_accessible(self.asha)
        press(page, f"Say yes: {WALK}")
        shows(page, f"You said yes on Asha{S} phone.")
        press(page, "Hand it back to Asha")
        shows(page, f"Alex said yes on Asha{S} phone.")
        expect(page.get_by_role("navigation", name="Main")).to_be_visible()

    def when_the_signal_comes_back(self) -> None:
        self.alex.context.set_offline(False)

    def then_nothing_is_sent_by_itself(self, words: str) -> None:
        page = self.alex.page
        expect(page.get_by_role("button", name="Send them now")).to_be_visible(timeout=LOST_MS)
        assert self.noted("why") != words
        self.then_both_are_accessible(self.alex)

    def when_alex_sends_them(self, words: str) -> None:
        press(self.alex.page, "Send them now")
        expect(self.alex.page.get_by_role("button", name="Send them now")).to_be_hidden(timeout=LIVE_MS)
        assert self.noted("why") == words

    def then_alex_is_where_asha_is(self) -> None:
        expect(heading(self.alex.page, re.compile("What we will do"))).to_be_visible(timeout=LIVE_MS)
        shows(self.alex.page, f"You said yes on Asha{S} phone.", within=LIVE_MS)

    def when_they_end_it(self) -> None:
        press(self.alex.page, "Next")
        expect(heading(self.asha.page, re.compile("What we said"))).to_be_visible(timeout=LIVE_MS)
        self.then_both_are_accessible()
        press(self.alex.page, "End and make the plan")
        is_at(self.alex.page, re.compile(r"/plans/[0-9a-f-]{36}$"))

    def then_both_read_the_plan(self) -> None:
        alex, asha = self.alex.page, self.asha.page
        shows(alex, "Written together")
        shows(alex, WALK)
        self.then_both_are_accessible(self.alex)
        shows(asha, "This conversation has ended", within=LIVE_MS)
        follow(asha, "Read the plan")
        shows(asha, WALK)
        self.then_both_are_accessible(self.asha)

    def then_the_plan_is_saved_as_a_file(self) -> None:
        with self.alex.page.expect_download() as download:
            press(self.alex.page, "Save as PDF")
        assert download.value.suggested_filename == "Waymark plan.pdf"
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    def then_it_is_among_what_alex_works_on(self) -> None:
        self.alex.go("/working-on")
        shows(self.alex.page, WALK)
        shows(self.alex.page, "Plan 1")
        self.then_both_are_accessible(self.alex)
        actions = self.alex.get("/api/my-actions")["actions"]
        assert [(one["words"], one["is_agreed"]) for one in actions] == [(WALK, True)]
        assert actions[0]["agreed"]["person"]["how"] == "this_device"
        assert actions[0]["agreed"]["worker"]["how"] == "own_device"

    def noted(self, prompt: str) -> str:
        conversation = self.alex.page.url.rsplit("/", 1)[1]
        areas: list[dict[str, Any]] = self.asha.get(f"/api/records/{self.record}/conversations/{conversation}")["areas"]
        words: str = areas[0]["notes"].get(prompt, {}).get("words", "")
        return words

    def then_both_are_accessible(self, *devices: Device) -> None:
        for device in devices or (self.alex, self.asha):
            self.then_the_page_is_accessible(device)


def test_two_phones_one_without_a_signal(stage: Stage) -> None:
    story = Together(stage)
    story.given_both_are_signed_in_and_alex_shares()
    story.when_asha_starts()
    story.when_alex_joins()
    story.then_what_is_going_well_is_said_first()
    story.when_alex_chooses_friendships()
    story.when_asha_presses_next()
    story.then_both_are_at("How it is now", "Friendships: step 1 of 4")
    story.when_alex_writes("I see nobody in the week.")
    story.then_asha_reads("I see nobody in the week.")
    story.when_both_write_at_the_same_time()
    story.when_alex_keeps_both()

    story.when_alex_loses_the_signal()
    story.then_alex_can_go_on_writing("I see nobody but Sam.")
    story.then_asha_is_told_so()
    story.when_they_go_on_on_ashas_phone()
    story.when_asha_hands_her_phone_to_alex()
    story.when_the_signal_comes_back()
    story.then_nothing_is_sent_by_itself("I see nobody but Sam.")
    story.when_alex_sends_them("I see nobody but Sam.")
    story.then_alex_is_where_asha_is()
    story.when_they_end_it()
    story.then_both_read_the_plan()
    story.then_the_plan_is_saved_as_a_file()
    story.then_it_is_among_what_alex_works_on()


def test_alone_by_keyboard(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.desktop())
    rated(alex)
    page = alex.page
    alex.go("/working-on")
    expect(heading(page, "Begin a conversation")).to_be_visible()
    by_keyboard(page, "button", "Begin alone")
    expect(heading(page, re.compile("What would you like to talk about"))).to_be_focused()
    tab_to(page, page.get_by_label("Job situation"))
    page.keyboard.press("Space")
    shows(page, "1 chosen, up to three")
    by_keyboard(page, "button", "Next")
    expect(heading(page, re.compile("How it is now"))).to_be_focused()
    tab_to(page, page.get_by_label(WHY))
    page.keyboard.type("I miss having something to do.")
    by_keyboard(page, "button", "Next")
    expect(heading(page, re.compile("How it could be"))).to_be_focused()
    by_keyboard(page, "button", "Next")
    expect(heading(page, re.compile("What could help"))).to_be_focused()
    by_keyboard(page, "button", "Next")
    tab_to(page, page.get_by_label("What will be done?"))
    page.keyboard.type("Ring the job centre")
    by_keyboard(page, "button", "Add it")
    by_keyboard(page, "button", "Say yes: Ring the job centre")
    shows(page, f"You said yes. Waiting for your worker{S} yes.")
    by_keyboard(page, "button", "Next")
    shows(page, "I miss having something to do.")
    by_keyboard(page, "button", "End and make the plan")
    is_at(page, re.compile(r"/plans/[0-9a-f-]{36}$"))
    shows(page, "Written alone")
    shows(page, "Not agreed by both yet")
    stage.then_the_page_is_accessible(alex)


def test_words_outlive_the_page(stage: Stage) -> None:
    """Typed with no signal, the page closed, opened again: still there, still not sent."""
    alex = stage.sign_in("alex", stage.phone())
    talk = Talk(alex, together=False).about("job").at("job", "understanding")
    page = alex.page
    alex.go(f"/working-on/{talk.id}")
    expect(page.get_by_label(WHY)).to_be_visible()
    alex.watch.allow(*NO_SIGNAL)
    alex.context.set_offline(True)
    page.get_by_label(WHY).fill("It is far away.")
    shows(page, "This phone has no signal.")
    alex.keeps_drafts(1)
    alex.context.set_offline(False)
    alex.go("/")
    alex.go(f"/working-on/{talk.id}")
    expect(page.get_by_label(WHY)).to_have_value("It is far away.")
    assert alex.get(f"{talk.path}")["areas"][0]["notes"] == {}
    press(page, "Send them now")
    expect(page.get_by_role("button", name="Send them now")).to_be_hidden()
    assert alex.get(f"{talk.path}")["areas"][0]["notes"]["why"]["words"] == "It is far away."


def test_what_was_agreed_is_looked_back_on(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.desktop())
    talks_shared_with_the_team(alex)
    rated(alex)
    some_plan(alex, asha)

    asha.go(f"/records/{record_of(alex)}/working-on")
    shows(asha.page, f"Waiting for your team{S} yes.")
    stage.then_the_page_is_accessible(asha)
    press(asha.page, "Say yes: Find out about the volunteering morning")
    shows(asha.page, "Alex and Asha both said yes.")

    alex.go("/working-on")
    press(alex.page, f"How did it go: {WALK}")
    stage.then_the_page_is_accessible(alex)
    choose(alex.page, "How did it go?", re.compile("Partly"))
    press(alex.page, "Save")
    shows(alex.page, "Partly done")

    talk = Talk(alex, asha)
    alex.go(f"/working-on/{talk.id}")
    expect(heading(alex.page, re.compile("How did it go"))).to_be_visible()
    shows(alex.page, "Find out about the volunteering morning")
    stage.then_the_page_is_accessible(alex)


def test_what_is_hidden_reads_as_nothing_there(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.phone()), stage.sign_in("asha", stage.phone())
    talks_shared_with_the_team(alex)
    some_plan(alex, asha)
    asha.go(f"/records/{record_of(alex)}/working-on")
    shows(asha.page, WALK)
    talks_shared_with_the_team(alex, is_shared=False)
    shows(asha.page, "Nothing is written down here.")
    expect(asha.page.get_by_text(WALK)).to_be_hidden()
    stage.then_the_page_is_accessible(asha)


def by_keyboard(page: Page, role: Any, name: str) -> None:
    tab_to(page, page.get_by_role(role, name=name))
    page.keyboard.press("Enter")


def tab_to(page: Page, there: Any) -> None:
    """Press Tab until the focus is there."""
    expect(there).to_be_visible()
    for _ in range(40):
        if there.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"not reached by Tab: {there}")
