"""Photos, earlier versions, agreeing and paper: what a person keeps of her plan, and what is never lost or given away."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.accessible import problems_of
from tests.journeys.device import Device
from tests.journeys.paper_read import read_paper
from tests.journeys.photos_played import NO_PHOTOS, from_a_phone, opened, tells_nothing
from tests.journeys.plan_played import LAKE, NIGHT, SISTER, TEA, Written
from tests.journeys.stage import Stage
from tests.journeys.steps import choose, follow, heading, press, shows

SIGNS = "How I know it is getting harder"
PAGES = ("/my-plan/photos", "/my-plan/versions", "/my-plan/versions/1", "/my-plan/agree", "/my-plan/paper")

# Keeps each file that leaves the page, as it leaves, and the longest time for which the page stood still.
LISTENS = """
() => {
  window.left = []
  const send = window.fetch
  window.fetch = async (path, init) => {
    if (init?.body instanceof Blob) {
      const bytes = new Uint8Array(await init.body.arrayBuffer())
      window.left.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')))
    }
    return send(path, init)
  }
  let last = performance.now()
  window.stoodStill = 0
  setInterval(() => {
    const now = performance.now()
    window.stoodStill = Math.max(window.stoodStill, now - last)
    last = now
  }, 20)
}
"""
# In milliseconds, on two busy cores.
STANDS_STILL_AT_MOST = 1500


def jpeg(photo: bytes, name: str = "IMG_0042.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo}


def pick(page: Page, file: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files([file])


def kept_photo(device: Device, number: int = 0) -> bytes:
    """A photo as the service gives it back."""
    record = device.get("/api/me")["record_id"]
    photo = device.get(f"/api/records/{record}/safety-plan")["photos"][number]
    body: bytes = device.ask("GET", f"/api/records/{record}/safety-plan/photos/{photo['id']}").body()
    return body


def plan_shared_with_the_team(person: Device, *, may_add: bool = True) -> None:
    wording = person.get("/api/sharing/team")["wording"]
    person.put("/api/sharing/team/safety_plan", {"is_shared": True, "may_add": may_add, "wording": wording})


@pytest.fixture
def alex(stage: Stage) -> Device:
    return stage.sign_in("alex", stage.phone())


def test_a_photo_leaves_its_place_on_the_phone(stage: Stage, alex: Device) -> None:
    page = alex.page
    alex.go("/my-plan/photos")
    shows(page, "There is no photo here yet.")
    page.evaluate(LISTENS)
    pick(page, jpeg(from_a_phone()))
    expect(page.get_by_role("heading", name="Your photo", exact=True)).to_be_focused()
    expect(page.get_by_role("img", name="A photo")).to_be_visible()
    assert page.evaluate("window.stoodStill") < STANDS_STILL_AT_MOST
    stage.then_the_page_is_accessible(alex)
    page.get_by_label("What is on it?").fill("The red roof of our house")
    press(page, "Keep this photo")
    shows(page, "Your photo is kept.")
    shows(page, "Only you see this.")

    [sent] = [base64.b64decode(one) for one in page.evaluate("window.left")]
    assert len(sent) <= 400_000
    assert tells_nothing(sent)
    assert tells_nothing(kept_photo(alex))
    # Held up as it was taken: the red corner is at the right now.
    for photo in (opened(sent), opened(kept_photo(alex))):
        assert photo.size == (1200, 1600)
        red, green, _ = photo.getpixel((1150, 50))  # type: ignore[misc]
        assert red > 150
        assert green < 80

    shown = page.get_by_role("img", name="The red roof of our house")
    expect(shown).to_be_visible()
    assert shown.evaluate("one => one.naturalWidth") == 1200
    stage.then_the_page_is_accessible(alex)


def test_the_place_of_a_photo_is_there_before_the_photo(alex: Device) -> None:
    page = alex.page
    alex.go("/my-plan/photos")
    pick(page, jpeg(from_a_phone(1200, 900)))
    press(page, "Keep this photo")
    shows(page, "Your photo is kept.")
    held: list[Any] = []
    page.route("**/safety-plan/photos/*", lambda route: held.append(route))  # noqa: PLW0108 playwright marks what it is given
    alex.go("/my-plan/photos")
    place = page.locator(".wm-photos .wm-photo")
    expect(place).to_be_visible()
    before = place.bounding_box()
    page.wait_for_function("() => document.querySelector('.wm-photos svg') !== null")
    for one in held:
        one.continue_()
    expect(page.locator(".wm-photos img")).to_be_visible()
    assert place.bounding_box() == before


def test_what_is_no_photo_is_told_in_plain_words(stage: Stage, alex: Device) -> None:
    page = alex.page
    alex.go("/my-plan/photos")
    for name, (content, said) in NO_PHOTOS.items():
        pick(page, jpeg(content, name))
        expect(page.get_by_role("alert")).to_contain_text(said)
    stage.then_the_page_is_accessible(alex)
    alex.watch.allow("ERR_INTERNET_DISCONNECTED")
    pick(page, jpeg(from_a_phone(1200, 900)))
    page.get_by_label("What is on it?").fill("Our street")
    alex.context.set_offline(True)
    press(page, "Keep this photo")
    shows(page, "The photo is still here. Nothing of it is lost.")
    alex.context.set_offline(False)
    press(page, "Keep this photo")
    shows(page, "Your photo is kept.")
    expect(page.get_by_role("img", name="Our street")).to_have_count(1)

    press(page, "Words and who sees it: Our street")
    choose(page, "Who sees this photo?", re.compile("Whoever sees"))
    press(page, "Save")
    shows(page, "Whoever sees “What keeps me going” sees this.")
    press(page, "Take it away: Our street")
    expect(heading(page, "Take this photo away for good?")).to_be_focused()
    press(page, "Yes, take it away")
    shows(page, "The photo is gone.")
    expect(page.get_by_role("img", name="Our street")).to_have_count(0)


def test_what_stood_before_is_compared_and_brought_back(stage: Stage, alex: Device) -> None:
    page = alex.page
    plan = Written(alex)
    plan.change("signs", {"words": "I skip meals"})
    alex.go("/my-plan/versions")
    shows(page, "Nothing is ever lost.")
    follow(page, "Version 1")
    shows(page, "One section differs.")
    shows(page, "Only in your plan now:")
    shows(page, "I skip meals")
    stage.then_the_page_is_accessible(alex)

    # Meanwhile she writes on another device: nothing is brought back before she has seen it.
    alex.watch.allow("status of 409")
    page.route("**/safety-plan", lambda route: route.abort())
    alex.watch.allow("ERR_FAILED")
    plan.change("signs", {"words": "I leave the post unopened"})
    page.unroute("**/safety-plan")
    press(page, f"Bring this section back: {SIGNS}")
    shows(page, "Your plan was changed in the meantime")
    shows(page, "I leave the post unopened")
    assert [one["words"] for one in plan.now("signs")["items"]][-1] == "I leave the post unopened"

    press(page, f"Bring this section back: {SIGNS}")
    shows(page, "What stood there before is kept as version 3.")
    assert [one["words"] for one in plan.now("signs")["items"]] == ["I stop answering the phone", "I am awake at four"]
    follow(page, "See my plan")
    shows(page, "I am awake at four")
    expect(page.get_by_role("main")).not_to_contain_text("I skip meals")
    alex.go("/my-plan/versions")
    shows(page, "Brought back from version 1.")
    expect(page.get_by_role("link", name=re.compile(r"^Version \d$"))).to_have_count(4)


def test_two_people_agree_each_on_their_own_device(stage: Stage, alex: Device) -> None:
    page = alex.page
    plan = Written(alex)
    alex.go("/my-plan/agree")
    shows(page, "Your team cannot see your plan yet")
    plan_shared_with_the_team(alex)
    alex.go("/my-plan/agree")
    choose(page, "When would you like to look at it again?", "In three months")
    press(page, "Say yes and ask")
    shows(page, "You said yes. We are telling Asha Begum now.")
    stage.then_the_page_is_accessible(alex)

    asha = stage.sign_in("asha", stage.desktop())
    asha.go(f"/records/{plan.record}/safety-plan")
    press(asha.page, "Yes, I agree")
    expect(asha.page.get_by_role("button", name="Yes, I agree")).to_have_count(0)
    alex.go("/my-plan/agree")
    expect(heading(page, "What you agreed")).to_be_visible()
    shows(page, re.compile("You said yes today, Asha Begum today"))

    plan.change("myself", {"words": "Swim"})
    alex.go("/my-plan/agree")
    shows(page, "Your plan has changed since then. That is fine.")
    stage.service.sql("UPDATE safety_plan_agreements SET review_on = current_date WHERE record_id = %s", plan.record)
    alex.go("/my-plan/agree")
    expect(heading(page, "It is time to look at your plan again")).to_be_visible()
    stage.then_the_page_is_accessible(alex)
    choose(page, "When would you like to look at it again?", "In a month")
    press(page, "Say yes and ask")
    expect(heading(page, "Waiting for Asha Begum")).to_be_visible()


def test_the_sheet_and_the_card_are_one_page_each(alex: Device, tmp_path: Path) -> None:
    page = alex.page
    Written(alex)
    alex.go("/my-plan/paper")
    shows(page, "Paper can be found and read by others.")
    wanted = {"sheet": (SIGNS, TEA, LAKE, SISTER, "07700 900123", NIGHT), "card": (SISTER, "07700 900123", "999")}
    for paper, words in wanted.items():
        with page.expect_download() as downloading:
            press(page, f"Save the {paper} as PDF")
        file = downloading.value
        assert file.suggested_filename == f"Waymark {paper}.pdf"
        file.save_as(tmp_path / paper)
        sheet = read_paper((tmp_path / paper).read_bytes())
        assert sheet.pages == 1
        assert all(one in sheet.words for one in words), sheet.words
        assert 0.002 < sheet.share_of_ink() < 0.4
        assert sheet.is_clear_at_its_edges()


@pytest.mark.parametrize("path", ["/my-plan", "/my-plan/paper"])
def test_the_page_is_printed_as_one_clean_sheet(alex: Device, path: str) -> None:
    Written(alex)
    alex.go(path)
    expect(alex.page.locator(".wm-paper")).to_have_count(1)
    sheet = read_paper(alex.page.pdf(prefer_css_page_size=True))
    assert sheet.pages == 1
    for words in ("Alex Morgan", SIGNS, TEA, LAKE, f"{SISTER} · 07700 900123", "Touch me without asking", "As of"):
        assert words in sheet.words
    for around in ("Urgent help", "Leave", "Save the sheet", "Use my plan", "Home"):
        assert around not in sheet.words
    assert sheet.has_ink_in_each_quarter()
    assert sheet.is_clear_at_its_edges()


@pytest.mark.parametrize("size", [(390, 844), (320, 568)])
@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_the_pages_are_fit_for_everybody(alex: Device, size: tuple[int, int], letters: str) -> None:
    Written(alex)
    page = alex.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in PAGES:
        alex.go(path)
        page.evaluate("(letters) => { document.documentElement.style.fontSize = letters }", letters)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".wm-loading")).to_have_count(0)
        assert not problems_of(page), path
