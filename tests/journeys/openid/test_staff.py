"""Staff by their trust's own sign-in: in by a role, out when it is taken away, and nothing that they held is lost."""

from __future__ import annotations

import itertools
import json
import re

import pytest
from playwright.sync_api import expect

from backend import demo_sign_in
from tests.journeys import processes
from tests.journeys.device import Device
from tests.journeys.openid.stand_in import TRUST, Known, StandIn, continue_as
from tests.journeys.openid.steps import REFUSED, ByProvider, sign_out_here
from tests.journeys.service import WAYMARK
from tests.journeys.stage import Stage
from tests.journeys.steps import ENDED, follow, heading, press, shows

NOT_LET_IN = "Nobody has given you a place in a team yet"
trusts = itertools.count(1)


class AtWork(ByProvider):
    priya: Known
    desk: Device

    def given_the_trusts_rules(self) -> None:
        """Its workers are workers of this journey's team."""
        self.org_code = f"RX{next(trusts)}"
        facts = [f"nhsid_nrbac_roles.org_code={self.org_code}", "nhsid_nrbac_roles.role_code=S8000:G8000:R8001"]
        rules = [{"team": self.stage.cast["team"], "role": "worker", "claims": facts}]
        file = self.stage.service.folder / f"{self.org_code}.json"
        file.write_text(json.dumps({"provider": demo_sign_in.STAFF, "rules": rules}))
        processes.run([*WAYMARK, "staff-rules", "set", str(file), "--yes"], self.stage.service.settings)

    def given_priya_works_here(self) -> None:
        self.given_the_trusts_rules()
        self.priya = self.stand_in.worker("Priya Nair", self.role())

    def given_priya_is_signed_in(self) -> None:
        self.given_priya_works_here()
        self.when_priya_signs_in()
        self.then_priya_is_in()

    def given_priya_is_key_worker_of_alex(self) -> None:
        asha = self.stage.sign_in("asha", self.stage.desktop())
        record = next(
            one["record_id"] for one in asha.get("/api/people")["people"] if one["preferred_name"].startswith("Alex")
        )
        asha.put(f"/api/records/{record}/key-worker", {"account_id": self.desk.get("/api/me")["account_id"]})

    def role(self, role_code: str = "S8000:G8000:R8001") -> dict[str, str]:
        return {"org_code": self.org_code, "org_name": "RIVERS", "role_code": role_code, "role_name": "Practitioner"}

    def when_priya_signs_in(self, *, level: str = "") -> None:
        self.desk = self.given_a_desk()
        self.when_continuing_with_the_trust(self.desk, self.priya, level=level)

    def when_her_role_is_taken_away(self) -> None:
        self.stand_in.now_has(self.priya, roles=[])

    def when_priya_signs_in_somewhere_else(self) -> None:
        self.other_desk = self.given_a_desk()
        self.other_desk.watch.allow(REFUSED)
        self.desk.watch.allow(ENDED, r"status of 40[134] ")
        self.when_continuing_with_the_trust(self.other_desk, self.priya)

    def then_priya_is_in(self) -> None:
        expect(heading(self.desk.page, "Requests")).to_be_visible()
        me = self.desk.get("/api/me")
        assert me["is_worker"]
        assert [team["id"] for team in me["teams"]] == [self.stage.cast["team"]]

    def then_her_open_page_is_signed_out(self) -> None:
        """It asks by itself, and goes."""
        expect(heading(self.desk.page, "Sign in to go on")).to_be_visible(timeout=40_000)
        assert self.desk.ask("GET", "/api/me").status == 401

    def then_grace_hands_over_to_tom(self) -> None:
        grace = self.stage.sign_in("grace", self.stage.desktop())
        grace.go("/team")
        shows(grace.page, re.compile("Priya Nair"))
        self.then_the_page_is_accessible(grace)
        follow(grace.page, re.compile("Priya Nair holds"))
        expect(heading(grace.page, "Hand over from Priya Nair")).to_be_visible()
        shows(grace.page, "Priya Nair no longer gets in.")
        grace.page.get_by_label("Who takes everything?").select_option(label="Tom Osei")
        shows(grace.page, "Tom Osei becomes key worker for Alex Morgan.")
        self.then_the_page_is_accessible(grace)
        press(grace.page, "Hand over")
        shows(grace.page, re.compile("went to colleagues. They have been told."))


@pytest.fixture
def story(stage: Stage, stand_in: StandIn) -> AtWork:
    return AtWork(stage, stand_in)


def test_a_role_lets_somebody_in_and_again(story: AtWork) -> None:
    story.given_priya_is_signed_in()
    sign_out_here(story.desk)
    story.when_continuing_with_the_trust(story.desk, story.priya)
    story.then_priya_is_in()


def test_a_role_that_is_taken_away_ends_everything_and_the_lead_hands_over(story: AtWork) -> None:
    story.given_priya_is_signed_in()
    story.given_priya_is_key_worker_of_alex()
    story.when_her_role_is_taken_away()
    story.when_priya_signs_in_somewhere_else()
    story.then_it_ended(story.other_desk, NOT_LET_IN)
    story.then_her_open_page_is_signed_out()
    story.then_grace_hands_over_to_tom()


def test_whose_role_fits_no_rule_is_not_let_in(story: AtWork) -> None:
    story.given_the_trusts_rules()
    story.priya = story.stand_in.worker("Nadia Clarke", story.role("S8000:G8001:R8010"))
    story.desk = story.given_a_desk()
    story.desk.watch.allow(REFUSED)
    story.when_continuing_with_the_trust(story.desk, story.priya)
    story.then_it_ended(story.desk, NOT_LET_IN)
    assert story.desk.ask("GET", "/api/me").status == 401


def test_a_sign_in_that_is_not_strong_enough(story: AtWork) -> None:
    story.given_priya_works_here()
    story.desk = story.given_a_desk()
    story.desk.watch.allow(REFUSED)
    story.when_continuing_with_the_trust(story.desk, story.priya, level="AAL1")
    story.then_it_ended(story.desk, "Your sign-in was not strong enough")


def test_signed_out_at_the_provider_is_signed_out_here(story: AtWork) -> None:
    story.given_priya_is_signed_in()
    story.desk.watch.allow(ENDED)
    story.stand_in.sign_out_everywhere(story.priya)
    story.then_her_open_page_is_signed_out()


def test_a_colleague_who_is_here_already_adds_it_to_her_account(story: AtWork) -> None:
    """A name is no proof: until she has shown both, nothing is joined, and no second Asha comes to be."""
    story.given_the_trusts_rules()
    story.priya = story.stand_in.worker("Asha Begum", story.role())
    story.when_priya_signs_in()
    story.then_it_ended(story.desk, "We do not know you by this yet")
    story.stage.sign_in("asha", story.desk)
    story.desk.go("/account")
    story.then_it_is_added_in_one_tap(story.desk, TRUST)
    mine = story.desk.get("/api/me")["account_id"]
    sign_out_here(story.desk)
    press(story.desk.page, f"Continue with {TRUST}")
    continue_as(story.desk.page, story.priya)
    story.then_priya_is_in()
    assert story.desk.get("/api/me")["account_id"] == mine
