"""Pictures of every page, for looking at: `make screens` writes them to the folder `screens/`, one contact sheet a person.

Each demo person signs in and walks their pages while a small story is played: an invitation, a request that nobody has
answered, one with a promise, one that is talked about, and one that is closed.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from backend.config import ROOT
from tests.journeys import plan_played
from tests.journeys.camera import Camera
from tests.journeys.device import Device, launch
from tests.journeys.goals_played import Wanted, some_goals
from tests.journeys.played import Request, Trusted, Written
from tests.journeys.service import people_of, running
from tests.journeys.stage import Stage
from tests.journeys.talks_played import Plan, Talk, rated, some_plan, talks_shared_with_the_team

FOLDER = ROOT / "screens"
# Twice the ordinary size of letters, as somebody sets it in the browser.
LARGE_TEXT = "--blink-settings=defaultFontSize=32"

EVERYBODY = [
    "/",
    "/urgent-help",
    "/privacy",
    "/sign-in/code",
    "/sign-in/link",
    "/sign-in/back",
    "/join",
    "/trusted",
    "/demo/messages",
    "/my-plan/now",
    "/my-plan/use",
    "/look",
]
SIGNED_OUT = ["/team/wall"]
CARERS = ["/help-for-carers", "/tell/:teamId"]
CASELOAD = ["/caseload/:recordId", "/records/:recordId/nhs-number"]
SUPPORT = ["/support", "/support/:recordId", "/support/:recordId/tell"]
GOALS = ["/goals", "/goals/new"]
GOAL = ["/goals/:id", "/goals/:id/change"]
THEIR_GOALS = ["/records/:recordId/goals"]
THEIR_SAFETY_PLAN = ["/records/:recordId/safety-plan"]
TALK = ["/working-on/:id"]
PLAN = ["/plans/:id"]
THEIR_TALKS = ["/records/:recordId/working-on"]
THEIR_TALK = ["/records/:recordId/working-on/:id"]
THEIR_PLAN = ["/records/:recordId/plans/:id"]
TALK_STEPS = [("friendships", step) for step in ("understanding", "looking_forward", "options", "actions")]
RATING = ["/how-life-is", "/questions/:instrument"]
THEIR_RATING = ["/records/:recordId/how-life-is"]
FOR_THEM = ["/records/:recordId/questions/:instrument", "/records/:recordId/ask"]
OWN = ["/devices", "/account", "/open/:deliveryId"]
WAITING = ["/waiting"]
MY_PLAN = [
    "/my-plan",
    "/my-plan/sections/:heading",
    "/my-plan/photos",
    "/my-plan/versions",
    "/my-plan/versions/:version",
    "/my-plan/agree",
    "/my-plan/paper",
]
PERSON = [
    "/",
    "/ask",
    "/my-plan/phone",
    "/my-plan/afterwards",
    "/my-requests",
    "/people",
    "/people/stop-all",
    "/people/invite",
    "/sharing",
    "/who-has-looked",
    "/about-me",
    "/working-on",
]
REQUEST_OF_MINE = ["/my-requests/:id", "/my-requests/:id/withdraw", "/my-requests/:id/note"]
TRUSTED = ["/people/:id", "/people/:id/change", "/people/:id/stop", "/people/:id/link"]
AFTERWARDS = ["/my-requests/:id", "/my-requests/:id/afterwards"]
ROTA = ["/rota", "/rota/mine", "/rota/hours", "/rota/rotations", "/rota/rotations/:id", "/rota/override", "/rota/away"]
EMERGENCY = ["/emergency", "/emergency/reviews", "/emergency/:recordId"]
TEAM = ["/team", "/team/figures", "/team/wall", "/team/ladder"]
HAND_OVER = ["/team/members/:accountId/hand-over"]
WORKER = ["/requests", "/caseload", "/caseload/invite", "/messages", *TEAM, *EMERGENCY]
UNANSWERED = ["/requests/:id", "/requests/:id/answer", "/requests/:id/transfer", "/requests/:id/note"]
PROMISED = ["/requests/:id", "/requests/:id/contact", "/requests/:id/close"]
TALKED = ["/requests/:id", "/requests/:id/plan", "/requests/:id/close"]
MAIN = {"/", "/ask", "/my-requests/:id", "/requests", "/requests/:id", "/requests/:id/answer"}
NOBODY = "01890000-0000-7000-8000-000000000000"


def pictured() -> set[tuple[str, str]]:
    """Table and address of every page that is walked below."""
    walked = {
        "signedOut": ["/", *SIGNED_OUT],
        "everybody": [*EVERYBODY[1:], *CARERS],
        "anybodySignedIn": [*OWN, *SUPPORT, *THEIR_RATING, *THEIR_GOALS, *THEIR_SAFETY_PLAN, *THEIR_TALKS, *THEIR_PLAN],
        "newcomer": WAITING,
        "person": [*PERSON, *MY_PLAN, *RATING, *GOALS, *GOAL, *TALK, *PLAN, *TRUSTED, *REQUEST_OF_MINE, *AFTERWARDS],
        "worker": [*WORKER, *ROTA, *HAND_OVER, *CASELOAD, *FOR_THEM, *THEIR_TALK, *UNANSWERED, *PROMISED, *TALKED],
    }
    return {(table, path) for table, paths in walked.items() for path in paths}


class Walk:
    """One person's way through the pages."""

    def __init__(self, camera: Camera, who: str, device: Device) -> None:
        self.camera, self.who, self.device = camera, who, device

    def take(
        self, paths: list[str], state: str = "", request: Request | Trusted | Wanted | Talk | Plan | None = None
    ) -> None:
        """A picture of each page in every size; of the main ones in dark and in large text too."""
        for path in paths:
            filled = path.replace(":deliveryId", NOBODY).replace(":id", request.id if request else NOBODY)
            filled = filled.replace(":instrument", "dialog").replace(":heading", "people").replace(":version", "1")
            name = f"{path.strip('/').replace('/', '-').replace(':', '') or 'home'}{f'--{state}' if state else ''}"
            self.camera.take(self.device, self.who, name, filled, is_main=path in MAIN)


def _as_carer(walks: dict[str, Walk], nobody: Walk, stage: Stage) -> None:
    """Jo has been invited by Alex: who invited her, what she sees, telling the team; and the team's public page."""
    _of_alex(walks, "jo", SUPPORT)
    walks["jo"].take(OWN)
    for path in CARERS:
        name = path.strip("/").replace("/", "-").replace(":", "")
        filled = path.replace(":teamId", stage.cast["team"])
        nobody.camera.take(nobody.device, "signed-out", name, filled, is_main=False)


def _of_alex(
    walks: dict[str, Walk], who: str, paths: list[str], state: str = "", made: Talk | Plan | None = None
) -> None:
    """Pages about Alex, as somebody else sees them."""
    record = walks["alex"].device.get("/api/me")["record_id"]
    for path in paths:
        name = path.strip("/").replace("/", "-").replace(":", "") + state
        filled = path.replace(":recordId", record).replace(":id", made.id if made else NOBODY)
        filled = filled.replace(":instrument", "dialog")
        walks[who].camera.take(walks[who].device, who, name, filled, is_main=True)


def _talking(walks: dict[str, Walk], alex: Device, asha: Device) -> None:
    """A plan from before, and a conversation at each of its steps, as both see it."""
    talks_shared_with_the_team(alex)
    rated(alex)
    walks["alex"].take(RATING, "story")
    _of_alex(walks, "asha", [*THEIR_RATING, *FOR_THEM])
    plan = some_plan(alex, asha)
    walks["alex"].take(["/working-on"], "agreed")
    walks["alex"].take(PLAN, "", plan)
    _of_alex(walks, "asha", [*THEIR_TALKS, *THEIR_PLAN], "", plan)
    talk = Talk(alex, asha).about("friendships", "job")
    for area, step in [(None, "review"), (None, "areas"), *TALK_STEPS, (None, "summary")]:
        talk.at(area, step)
        walks["alex"].take(TALK, step, talk)
    talk.at("friendships", "understanding")
    _of_alex(walks, "asha", THEIR_TALK, "", talk)


def play(stage: Stage, camera: Camera) -> None:
    """The story, and the pictures at each of its turns."""
    nobody = Walk(camera, "signed-out", stage.desktop())
    nobody.take([*EVERYBODY, *SIGNED_OUT])
    devices = {who: stage.sign_in(who, stage.desktop()) for who in stage.cast["emails"]}
    walks = {who: Walk(camera, who, device) for who, device in devices.items()}
    alex, asha = devices["alex"], devices["asha"]

    invitation = _invite(stage, asha)
    nobody.take(["/join"], "invited")
    nobody.device.page.goto(invitation)
    camera.take_now(nobody.device, "signed-out", "join--step-1")
    walks["alex"].take([*OWN, *PERSON, *MY_PLAN, *RATING, *GOALS], "new")
    walks["jo"].take(WAITING, "nothing-yet")
    camera.take_unsent(alex, "alex", "ask--not-sent")
    walks["nia"].take([*OWN, *WORKER], "empty")
    walks["nia"].take(["/requests/:id"], "not-found")

    sams = Request(devices["sam"], "Could somebody ring me? It is about the flat.", wants_to_hear="few_days")
    mayas = Request(devices["maya"], "").promised(asha).talked(asha)
    robins = Request(devices["robin"], "I feel that people look at me on the bus.").promised(asha)
    mine = Request(alex)
    walks["alex"].take(["/", *REQUEST_OF_MINE], "unanswered", mine)
    walks["asha"].take([*OWN, *WORKER], "story")
    walks["asha"].take(UNANSWERED, "unanswered", mine)
    walks["asha"].take(PROMISED, "promised", robins)
    walks["asha"].take(TALKED, "talked", mayas)

    _of_alex(walks, "asha", CASELOAD, "--nothing-shared")
    jo = Trusted(alex, "Jo", "step_ups", "about_me", may_add=True).accepted(devices["jo"])
    walks["alex"].take(["/people", *TRUSTED], "shared", jo)
    Written(alex).shared_with_the_team()
    _of_alex(walks, "asha", CASELOAD)
    _as_carer(walks, nobody, stage)
    walks["alex"].take([*GOALS, *GOAL], "story", some_goals(alex, asha))
    _of_alex(walks, "asha", THEIR_GOALS)
    plan_played.Written(alex).shared_with_the_team()
    walks["alex"].take(MY_PLAN, "story")
    _of_alex(walks, "asha", THEIR_SAFETY_PLAN)
    walks["asha"].take(UNANSWERED[:2], "with-plan", mine)
    _talking(walks, alex, asha)

    mine.promised(asha).noted(alex, "It is a bit better this morning.")
    walks["alex"].take(["/", "/my-requests/:id"], "promised", mine)
    mine.talked(asha).planned(asha)
    walks["alex"].take(["/my-requests/:id"], "planned", mine)
    mine.closed(asha)
    walks["alex"].take(["/", "/my-requests", *AFTERWARDS, "/who-has-looked"], "closed", mine)
    walks["asha"].take(["/requests", "/requests/:id"], "closed", mine)
    _handing_over(walks["grace"], stage.cast["ids"]["asha"])
    for worker in ("tom", "grace"):
        walks[worker].take(ROTA)
        walks[worker].take([*OWN, *WORKER])
        walks[worker].take(UNANSWERED, "unanswered", sams)
    walks["sam"].take([*OWN, *PERSON])
    walks["sam"].take(REQUEST_OF_MINE, "unanswered", sams)


def _handing_over(grace: Walk, asha_id: str) -> None:
    """What rests on Asha, as her lead sees it."""
    for path in HAND_OVER:
        filled = path.replace(":accountId", asha_id)
        grace.camera.take(grace.device, "grace", "team-members-accountId-hand-over", filled, is_main=True)


def _invite(stage: Stage, asha: Device) -> str:
    body: dict[str, Any] = {
        "preferred_name": "Noor",
        "team_id": stage.cast["team"],
        "key_worker_id": stage.cast["ids"]["asha"],
        "identity_check": "known_to_me",
        "contact": None,
    }
    link: str = asha.ask("POST", "/api/invitations", body).json()["link"]
    return link


@contextmanager
def stage_for_screens(folder: Path, pictures: Path) -> Iterator[tuple[Stage, Camera]]:
    """A service of its own, an ordinary browser, and one with large letters."""
    with running(folder) as service, people_of(service) as people, sync_playwright() as playwright:
        browser, large = launch(playwright), launch(playwright, LARGE_TEXT)
        stage = Stage(service, people, browser, people.ask(cast=1))
        try:
            yield stage, Camera(pictures, browser, large)
        finally:
            stage.close()
            large.close()
            browser.close()


def main(pictures: Path = FOLDER) -> None:
    """Take all pictures anew; to another folder when one is named."""
    # Told to end, it still stops everything that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    shutil.rmtree(pictures, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, stage_for_screens(Path(folder), pictures) as (stage, camera):
        play(stage, camera)
        camera.make_contact_sheets()
    sys.stdout.write(f"{camera.count} pictures are in {pictures.name}/, one contact sheet a person.\n")


if __name__ == "__main__":
    main(*[Path(argument) for argument in sys.argv[1:2]])
