"""Every page on the smallest screen: its own heading, no breach of the policy, fit for everybody; and the headers of answers."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.pages import PAGES
from tests.journeys.played import Request, Trusted
from tests.journeys.stage import Stage

SMALL = {"viewport": {"width": 320, "height": 568}}
GONE = r"status of 404 .*/api/(deliveries|records|public/teams|my-plan/versions)/"
NOBODY = "01890000-0000-7000-8000-000000000000"
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
ANSWERS = (
    "/",
    "/my-requests",
    "/sw.js",
    "/manifest.webmanifest",
    "/api/service",
    "/api/me",
    "/api/no-such-thing",
    "/no.file",
)


def then_each_shows_its_own(stage: Stage, device: Device, pages: Iterable[tuple[str, str]]) -> None:
    for path, words in pages:
        device.go(path)
        expect(device.page.get_by_role("heading", level=1)).to_contain_text(words)
        expect(device.page.locator(".wm-loading")).to_have_count(0)
        stage.then_the_page_is_accessible(device)


def fill(pages: dict[str, str], request: Request) -> list[tuple[str, str]]:
    """Each address with that request, and with the person who asked on the caseload."""
    record = request.person.get("/api/me")["record_id"]
    found = {path.replace("/caseload/:recordId", f"/caseload/{record}"): words for path, words in pages.items()}
    found = {path.replace("/records/:recordId", f"/records/{record}"): words for path, words in found.items()}
    found = {path.replace(":instrument", "dialog"): words for path, words in found.items()}
    found = {path.replace(":heading", "people").replace(":version", "1"): words for path, words in found.items()}
    return [(path.replace(":id", request.id).replace(":deliveryId", NOBODY), words) for path, words in found.items()]


def test_pages_for_everybody(stage: Stage) -> None:
    device = stage.open(SMALL)
    device.watch.allow(GONE)
    then_each_shows_its_own(stage, device, [*PAGES["signedOut"].items(), *PAGES["everybody"].items()])
    then_each_shows_its_own(
        stage, device, [("/no-such-page", "We cannot find this page"), ("/ask", "Sign in to go on")]
    )


def test_pages_of_a_person(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.open(SMALL)), stage.sign_in("asha", stage.open(SMALL))
    alex.watch.allow(GONE)
    request = Request(alex).promised(asha)
    jo = Trusted(alex, "Jo").accepted(stage.sign_in("jo", stage.open(SMALL)))
    mine = {path.replace("/people/:id", f"/people/{jo.id}"): words for path, words in PAGES["person"].items()}
    while_open = {path: words for path, words in mine.items() if not path.endswith("/afterwards")}
    then_each_shows_its_own(stage, alex, fill({**PAGES["anybodySignedIn"], **while_open}, request))
    request.talked(asha).closed(asha)
    afterwards = "/my-requests/:id/afterwards"
    then_each_shows_its_own(stage, alex, fill({"/": "Alex", afterwards: PAGES["person"][afterwards]}, request))


def test_pages_of_a_carer(stage: Stage) -> None:
    """Jo has nothing but what Alex shares: where it stands, and where she may add words."""
    alex, jo = stage.sign_in("alex", stage.open(SMALL)), stage.sign_in("jo", stage.open(SMALL))
    jo.watch.allow(GONE)
    Trusted(alex, "Jo", "step_ups", "about_me", may_add=True).accepted(jo)
    Request(alex)
    person = f"/support/{alex.get('/api/me')['record_id']}"
    shared = {"/": "People I support", person: "Alex Morgan", f"{person}/tell": "Tell the team"}
    own = {path: words for path, words in PAGES["anybodySignedIn"].items() if not path.startswith("/support/")}
    everywhere = {**shared, **own, "/help-for-carers": "Help for carers"}
    then_each_shows_its_own(
        stage, jo, [(path.replace(":deliveryId", NOBODY), words) for path, words in everywhere.items()]
    )
    then_each_shows_its_own(
        stage, jo, [("/requests", "We cannot find this page"), ("/ask", "We cannot find this page")]
    )


def test_pages_of_a_worker(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.open(SMALL)), stage.sign_in("asha", stage.open(SMALL))
    asha.watch.allow(GONE)
    request = Request(alex).promised(asha)
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for address, words in PAGES["worker"].items():
        path = address.replace(":accountId", stage.cast["ids"]["asha"])
        (after if path.endswith(("/plan", "/close")) else before)[path] = words
    then_each_shows_its_own(stage, asha, fill({**PAGES["anybodySignedIn"], **before}, request))
    then_each_shows_its_own(stage, asha, fill(after, request.talked(asha)))


def test_every_answer_carries_the_headers(stage: Stage) -> None:
    device = stage.phone()
    for path in ANSWERS:
        headers = device.ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; "), path
        assert "unsafe" not in policy, path
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, path
        assert not path.startswith("/api/") or headers["cache-control"] == "no-store", path


def test_the_cookie_is_out_of_reach_of_scripts(stage: Stage) -> None:
    alex = stage.sign_in("alex", stage.phone())
    cookies = {one["name"]: one for one in alex.context.cookies()}
    assert set(cookies) == {"waymark_session"}
    assert cookies["waymark_session"]["httpOnly"] is True
    assert cookies["waymark_session"]["sameSite"] == "Strict"
    assert alex.page.evaluate("document.cookie") == ""


def test_an_inline_script_is_stopped(stage: Stage) -> None:
    """The policy is in force, and a breach would be seen by every journey."""
    device = stage.phone()
    device.go("/privacy")
    device.watch.allow("policy breached: script-src", "Content Security Policy")
    device.page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.ran = true'; document.body.append(one) }"
    )
    device.page.wait_for_function("() => true")
    assert device.page.evaluate("window.ran") is None
    assert any("policy breached" in trouble for trouble in device.watch.troubles)
