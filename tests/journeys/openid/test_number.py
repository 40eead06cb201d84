"""A worker writes down the NHS number by which a sign-in with NHS login finds the record."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.openid.stand_in import StandIn, fresh_number
from tests.journeys.openid.steps import ByProvider
from tests.journeys.stage import Stage
from tests.journeys.steps import heading, press


def test_a_slip_is_found_and_the_number_is_mostly_hidden(stage: Stage, stand_in: StandIn) -> None:
    story = ByProvider(stage, stand_in)
    alex = story.given_signed_in_by_link("alex")
    record, number = alex.get("/api/me")["record_id"], fresh_number()
    story.given_asha_is_signed_in_at_her_desk()
    page = story.asha.page
    story.asha.go(f"/records/{record}/nhs-number")
    expect(heading(page, "NHS number")).to_be_visible()
    page.get_by_label("NHS number").fill(number[:-1] + str((int(number[-1]) + 1) % 10))
    press(page, "Save the number")
    expect(page.get_by_role("alert")).to_be_visible()
    story.then_the_page_is_accessible(story.asha)
    page.get_by_label("NHS number").fill(number)
    press(page, "Save the number")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    shown = alex.get(f"/api/records/{record}/nhs-number")["shown"]
    assert shown == f"••• ••• {number[-4:]}"
