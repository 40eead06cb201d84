"""The heart: Alex asks for more support, Asha's phone is told, Asha promises, Alex reads by when she will ring."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, choose, follow, heading, is_at, press, shows, sign_out

# What a push may say. It lies on a lock screen, where anybody can read it.
NEUTRAL = {"You have a new message.", "Action needed. Open the app."}
MOST_TAPS = 3


class Heart(Steps):
    def given_asha_is_signed_in_on_her_phone(self) -> None:
        self.asha = self.stage.phone()
        self.asha.add_passkey_reader()
        self.stage.sign_in("asha", self.asha)
        is_at(self.asha.page, "/requests")
        self.then_the_page_is_accessible(self.asha)

    def given_asha_has_added_a_passkey(self) -> None:
        follow(self.asha.page, "Account")
        press(self.asha.page, "Add a passkey on this device")
        shows(self.asha.page, re.compile("Added: "))
        self.then_the_page_is_accessible(self.asha)

    def given_asha_has_turned_on_messages(self) -> None:
        follow(self.asha.page, "Messages on this device")
        self.then_the_page_is_accessible(self.asha)
        press(self.asha.page, "Turn on messages here")
        expect(heading(self.asha.page, "Messages are on here")).to_be_visible()

    def given_a_test_message_has_arrived_on_ashas_phone(self) -> None:
        press(self.asha.page, "Send a test message")
        self.hand_over_push(1)
        assert self.asha.shown()[0]["title"] == "Waymark"
        shows(self.asha.page, "It arrived. Messages get through to this device.")
        assert self.asha.get("/api/devices")["devices"][0]["last_confirmed_at"] is not None
        self.then_the_page_is_accessible(self.asha)
        self.asha.clear_shown()

    def given_alex_comes_back_with_a_passkey(self) -> None:
        self.alex = self.stage.phone()
        self.alex.add_passkey_reader()
        self.stage.sign_in("alex", self.alex)
        page = self.alex.page
        follow(page, "Account")
        press(page, "Add a passkey on this device")
        shows(page, re.compile("Added: "))
        self.alex.let_passkeys_be_used(at_once=False)
        sign_out(self.alex)
        expect(page.get_by_text("You have signed out.")).to_be_visible()
        self.alex.press_then_touch_the_reader("Sign in with your passkey")
        follow(page, "Home")
        is_at(page, "/")
        expect(heading(page, re.compile("Alex"))).to_be_visible()
        self.then_the_page_is_accessible()

    def when_alex_asks_for_more_support(self) -> None:
        page = self.alex.page
        page.evaluate("window.taps = 0")
        follow(page, "I need more support")
        expect(heading(page, "Ask for more support")).to_be_visible()
        shows(page, "We tell Asha now.")
        self.then_the_page_is_accessible()
        page.get_by_label("What is happening?").fill("I have stopped sleeping.")
        press(page, "Send")
        is_at(page, re.compile(r"/my-requests/[0-9a-f-]{36}$"))
        self.request_id = page.url.rsplit("/", 1)[1]
        self.taps = page.evaluate("window.taps")

    def then_it_took_three_taps_at_most(self) -> None:
        assert 0 < self.taps <= MOST_TAPS

    def then_ashas_phone_gets_a_push_that_says_nothing(self) -> None:
        self.push = self.hand_over_push(2)
        said = json.loads(self.push)
        notification = said["notification"]
        assert said["web_push"] == 8030
        assert notification["title"] == "Waymark"
        assert notification["body"] in NEUTRAL
        assert notification["navigate"] == f"{self.stage.service.address}/open/{said['id']}"
        for secret in ("Alex", "Morgan", "Asha", "sleep", "support", self.request_id):
            assert secret not in self.push

    def then_ashas_phone_shows_it_in_neutral_words(self) -> None:
        shown = self.asha.shown()[0]
        assert shown["title"] == "Waymark"
        assert shown["body"] in NEUTRAL
        self.opens = shown["data"]["path"]

    def then_alex_reads_that_it_reached_ashas_phone(self) -> None:
        shows(self.alex.page, "Nobody has answered yet")
        shows(self.alex.page, re.compile("Reached Asha.s phone"))
        self.then_the_page_is_accessible()

    def when_asha_opens_the_message(self) -> None:
        self.asha.go(self.opens)
        is_at(self.asha.page, f"/requests/{self.request_id}")
        shows(self.asha.page, "I have stopped sleeping.")
        self.then_the_page_is_accessible(self.asha)

    def then_alex_reads_that_asha_has_seen_it(self) -> None:
        shows(self.alex.page, re.compile("Seen by Asha"))

    def when_asha_answers_with_a_promise(self) -> None:
        page = self.asha.page
        follow(page, "I will answer")
        expect(heading(page, "I will answer")).to_be_visible()
        self.then_the_page_is_accessible(self.asha)
        choose(page, "By when?", re.compile("1 hour"))
        page.get_by_label(re.compile("Words to Alex")).fill("I am with you soon.")
        shows(page, re.compile("Asha will ring you by"))
        press(page, "Send the promise")
        is_at(page, f"/requests/{self.request_id}")
        shows(page, re.compile("You promised to ring Alex Morgan by"))
        self.then_the_page_is_accessible(self.asha)

    def then_alex_reads_by_when_asha_will_ring(self) -> None:
        expect(heading(self.alex.page, re.compile(r"^Asha will ring you by .*\d"))).to_be_visible(timeout=40_000)
        shows(self.alex.page, "I am with you soon.")
        self.then_the_page_is_accessible()

    def when_asha_records_that_they_talked(self) -> None:
        page = self.asha.page
        follow(page, "Record a contact")
        expect(heading(page, "Record a contact")).to_be_visible()
        self.then_the_page_is_accessible(self.asha)
        page.get_by_label("By phone").check()
        press(page, "Record the contact")
        is_at(page, f"/requests/{self.request_id}")

    def when_asha_writes_down_their_plan(self) -> None:
        page = self.asha.page
        follow(page, "Write down the plan")
        page.get_by_label(re.compile("What have you and Alex")).fill("We meet on Tuesday. Alex rings Sam tonight.")
        self.then_the_page_is_accessible(self.asha)
        press(page, "Save the plan")
        is_at(page, f"/requests/{self.request_id}")

    def then_alex_reads_the_plan(self) -> None:
        expect(heading(self.alex.page, "You have a plan")).to_be_visible(timeout=40_000)
        shows(self.alex.page, "We meet on Tuesday.")
        self.then_the_page_is_accessible()

    def when_asha_closes_the_request(self) -> None:
        page = self.asha.page
        follow(page, "Close the request")
        page.get_by_label("We have agreed a plan").check()
        self.then_the_page_is_accessible(self.asha)
        press(page, "Close the request")
        is_at(page, f"/requests/{self.request_id}")

    def then_alex_says_how_it_was(self) -> None:
        page = self.alex.page
        expect(heading(page, "This request is closed")).to_be_visible(timeout=40_000)
        self.then_the_page_is_accessible()
        follow(page, "How was it?")
        choose(page, "Did you get what you needed?", "Partly")
        choose(page, "Would you ask for support like this again?", "Yes")
        self.then_the_page_is_accessible()
        press(page, "Send my answers")
        shows(page, "Thank you for telling us how it was.")

    def then_asha_reads_how_it_was(self) -> None:
        self.asha.go(f"/requests/{self.request_id}")
        shows(self.asha.page, "What Alex Morgan said afterwards")
        shows(self.asha.page, "Partly")

    def hand_over_push(self, number: int) -> str:
        """What the worker process sent, decrypted, goes to the service worker as the browser would hand it over."""
        assert self.asha.subscription is not None
        push = self.stage.service.push.wait_for(self.asha.subscription, number)
        self.asha.receive_push(push)
        return push


@pytest.fixture
def story(stage: Stage) -> Heart:
    return Heart(stage)


def test_alex_asks_and_asha_answers(story: Heart) -> None:
    story.given_asha_is_signed_in_on_her_phone()
    story.given_asha_has_added_a_passkey()
    story.given_asha_has_turned_on_messages()
    story.given_a_test_message_has_arrived_on_ashas_phone()
    story.given_alex_comes_back_with_a_passkey()

    story.when_alex_asks_for_more_support()
    story.then_it_took_three_taps_at_most()
    story.then_ashas_phone_gets_a_push_that_says_nothing()
    story.then_ashas_phone_shows_it_in_neutral_words()
    story.then_alex_reads_that_it_reached_ashas_phone()

    story.when_asha_opens_the_message()
    story.then_alex_reads_that_asha_has_seen_it()

    story.when_asha_answers_with_a_promise()
    story.then_alex_reads_by_when_asha_will_ring()

    story.when_asha_records_that_they_talked()
    story.when_asha_writes_down_their_plan()
    story.then_alex_reads_the_plan()

    story.when_asha_closes_the_request()
    story.then_alex_says_how_it_was()
    story.then_asha_reads_how_it_was()
