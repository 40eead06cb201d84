"""Every page there is, as pwa/src/app/routes.ts lists them, and the heading by which each is known."""

from __future__ import annotations

import re

from backend.config import ROOT

ROUTES = ROOT / "pwa" / "src" / "app" / "routes.ts"

# Table, then address, then the words of its first heading.
PAGES: dict[str, dict[str, str]] = {
    "signedOut": {"/": "Welcome", "/team/wall": "This wall is signed out"},
    "everybody": {
        "/urgent-help": "Urgent help",
        "/privacy": "Privacy",
        "/my-plan/now": "Your plan is not on this phone",
        "/my-plan/use": "Your plan is not on this phone",
        "/look": "How this app looks on this device",
        "/sign-in/code": "Get a code",
        "/sign-in/link": "This link does not work",
        "/sign-in/back": "This sign-in is over",
        "/join": "Open your invitation again",
        "/trusted": "Open your invitation again",
        "/help-for-carers": "Help for carers",
        "/tell/:teamId": "Tell the team something",
        "/demo/messages": "Messages of the demo",
    },
    "anybodySignedIn": {
        "/devices": "Messages on this device",
        "/account": "My account",
        "/support": "People I support",
        "/support/:recordId": "People I support",
        "/support/:recordId/tell": "Tell the team",
        "/records/:recordId/goals": "Goals",
        "/records/:recordId/how-life-is": "How life is",
        "/records/:recordId/safety-plan": "Safety plan",
        "/records/:recordId/working-on": "is working on",
        "/records/:recordId/plans/:id": "Plan",
        "/open/:deliveryId": "We cannot find this message",
    },
    "newcomer": {"/waiting": "Nothing is here for you yet"},
    "person": {
        "/": "Alex",
        "/ask": "Ask for more support",
        "/my-plan": "My plan",
        "/my-plan/sections/:heading": "People I can ask",
        "/my-plan/photos": "Photos of what keeps me going",
        "/my-plan/versions": "Earlier versions of my plan",
        "/my-plan/versions/:version": "Version 1 of my plan",
        "/my-plan/agree": "Agree on my plan with my worker",
        "/my-plan/paper": "My plan on paper",
        "/my-plan/phone": "My plan on this phone",
        "/my-plan/afterwards": "What helped?",
        "/my-requests": "My requests",
        "/my-requests/:id": "Your request",
        "/my-requests/:id/withdraw": "I no longer need this",
        "/my-requests/:id/note": "Add a note",
        "/my-requests/:id/afterwards": "How was it?",
        "/people": "My people",
        "/people/stop-all": "Stop all sharing",
        "/people/invite": "Before you go on",
        "/people/:id": "Jo",
        "/people/:id/change": "Change what Jo sees",
        "/people/:id/stop": "Stop sharing with Jo?",
        "/people/:id/link": "Invite again",
        "/working-on": "What I am working on",
        "/working-on/:id": "Conversation",
        "/plans/:id": "Plan",
        "/about-me": "About me",
        "/goals": "Goals",
        "/goals/new": "A new goal",
        "/goals/:id": "Your goal",
        "/goals/:id/change": "Change this goal",
        "/how-life-is": "How life is",
        "/questions/:instrument": "How satisfied are you with your mental health?",
        "/sharing": "What my team sees",
        "/who-has-looked": "Who has looked",
    },
    "worker": {
        "/requests": "Requests",
        "/requests/:id": "Alex Morgan",
        "/requests/:id/answer": "I will answer",
        "/requests/:id/contact": "Record a contact",
        "/requests/:id/plan": "Write down the plan",
        "/requests/:id/close": "Close the request",
        "/requests/:id/transfer": "Hand over to a colleague",
        "/requests/:id/note": "Write a note",
        "/caseload": "Caseload",
        "/caseload/invite": "Invite a person",
        "/caseload/:recordId": "Alex Morgan",
        "/records/:recordId/nhs-number": "NHS number",
        "/emergency": "In an emergency",
        "/emergency/reviews": "Reviews",
        "/emergency/:recordId": "You are not looking at this record",
        "/messages": "Messages from carers",
        "/records/:recordId/working-on/:id": "Conversation",
        "/rota": "Rota",
        "/rota/mine": "My shifts",
        "/rota/hours": "Opening hours",
        "/rota/rotations": "Rotations",
        "/rota/rotations/:id": "Change a rotation",
        "/rota/override": "Somebody for once",
        "/rota/away": "Who is away",
        "/team": "Team",
        "/team/figures": "Figures of the team",
        "/team/wall": "Wall of Riverside",
        "/team/ladder": "Whom we tell, and when",
        "/team/members/:accountId/hand-over": "What you hold",
        "/records/:recordId/questions/:instrument": "How satisfied are you with your mental health?",
        "/records/:recordId/ask": "to fill something in",
    },
}

TABLE = re.compile(r"^(?:export )?const (\w+): Table = \{(.*?)\}\n", re.DOTALL | re.MULTILINE)
PATH = re.compile(r"'(/[^']*)':")


def routes() -> dict[str, set[str]]:
    """The addresses of each table of routes.ts."""
    found = {name: set(PATH.findall(body)) for name, body in TABLE.findall(ROUTES.read_text())}
    assert sum(len(paths) for paths in found.values()) > 20, "routes.ts is written differently now: read it anew."
    return found
