"""One whole story through the API: join, choose, ask, be told, answer, speak, agree, end, look back. It fills every table."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from backend.config import Config
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.core.keys import read_keys
from backend.dialog_plus import reminders
from backend.notifications import service as notifications
from backend.notifications.channels import channels
from backend.safety_plan import review_reminders
from backend.sharing.models import BreakGlass
from backend.step_up import engine
from tests.admission.coming import ANOTHERS, HERS, proof, robin_comes, waits, write_number
from tests.cast import Cast
from tests.identity.software_passkey import SoftwarePasskey
from tests.notifications.push_service import Browser, PushService
from tests.openid.browsing import Browser as Traveller
from tests.openid.standing_in import offered, stand_in
from tests.roles import role
from tests.safety_plan.agreeing import days, propose, say_yes
from tests.safety_plan.pictures import show_a_photo
from tests.safety_plan.writing import item, plan_path, read, save, section, suggest, write

WORDS = {
    "asking": "I have stopped sleeping, and the kitchen knives frighten me.",
    "promise": "I will ring you when the school run is over.",
    "note": "My sister has come from Leeds.",
    "plan": "Breathe, walk round the pond, ring the desk.",
    "afterwards": "It took a while but Asha was kind.",
    "about_me": "My grandfather's boat matters more than all of it.",
    "contact": "They know the spare key's place.",
    "goal": "Sail the small boat to the lighthouse.",
    "goal_why": "My mother showed me how.",
    "goal_step": "Mend the torn mainsail.",
    "goal_paused": "The mast is at my cousin's.",
    "telling": "Their curtains have been closed since Sunday.",
    "device": "Alex's cracked telephone",
    "passkey": "Grandmother's tablet",
    "friend": "Aunt Marguerite",
    "please_do": "Hum the tune from the ferry.",
    "please_dont": "Leave the curtains as they are.",
    "asked": "Before the kettle boils on Thursday.",
    "rating": "The allotment keeps me steady, the flat does not.",
    "talk": "The tannery made me feel that I was worth my bread.",
    "action": "Walk to the tannery's gate and ask for the forewoman.",
    "went": "The gate was shut, so I left a letter.",
    "going": "The seal that comes to the slipway.",
    "photo": "My cousin on the harbour wall.",
    "sign": "I let the geraniums on the sill dry out.",
    "neighbour": "Mr Okafor from the ground floor",
    "phone_note": "Not while the football is on.",
    "suggested": "Sort the button tin by colour.",
    "subject": "heron-by-the-weir-4711",
    "family_name": "Featherstonehaugh",
    "begun": "The ferryman still has my blue umbrella.",
    "odd": "Why did a stranger look on a Sunday night?",
}
NAMES = ("Alex", "Morgan", "Asha", "Begum", "Tom Osei", "Rosa", "Delgado")
CONTACTS = ("alex@example.org", "asha@example.org", "rosa@example.org", "07700 900123", "7700900123")


@dataclass
class Story:
    """The cast, and the secrets that came up on the way."""

    cast: Cast
    secrets: list[str]


@contextmanager
def telling(cast: Cast, config: Config) -> Iterator[Story]:
    """Play the story with a push service of our own; it stays up until the block ends."""
    service = PushService()
    keys = read_keys(config.keys_file)
    channels.use(replace(config, push_hosts=(*config.push_hosts, service.host)), keys)
    try:
        yield _play(cast, service, config)
    finally:
        channels.push.session.close()
        channels.use(config, keys)
        service.stop()


def _play(cast: Cast, service: PushService, config: Config) -> Story:
    story = Story(cast, [member.token for member in vars(cast).values() if getattr(member, "token", "")])
    _keep_ways_in(story)
    _register_devices(story, service)
    _sign_in_by_a_provider(story, config)
    _choose(cast)
    _invite_rosa(story)
    _ask_and_be_answered(cast)
    _trust_somebody(story)
    _look_in_an_emergency(cast)
    _write_about_oneself_and_tell_the_team(cast)
    _have_a_goal(cast)
    _rate_ones_life(cast)
    _talk_it_over(cast)
    _have_a_safety_plan(cast)
    _come_by_nhs_login(cast)
    _hand_over(cast)
    _be_left_alone_at_night(cast)
    _leave_something_half_written(cast)
    _go_wrong(cast)
    return story


def _keep_ways_in(story: Story) -> None:
    """A passkey and a second contact; a phone that keeps the plan; a code that nobody uses."""
    alex = story.cast.alex
    begun = alex.post("/api/passkeys/options")
    credential = SoftwarePasskey().make(begun["options"])
    body = {"challenge_id": begun["challenge_id"], "credential": credential, "name": WORDS["passkey"]}
    alex.post("/api/passkeys", body, expect=201)
    kept = alex.respond("PUT", f"/api/my-plan/phones/{new_id()}")
    added = alex.post("/api/contacts", {"contact": "07700 900123"}, expect=202)
    message = story.cast.nobody.get("/api/demo/messages")["messages"][0]
    alex.post(f"/api/contacts/{added['id']}/confirm", {"code": message["code"]}, expect=201)
    story.cast.nobody.post("/api/sign-in/codes", {"contact": "alex@example.org"}, expect=202)
    message = story.cast.nobody.get("/api/demo/messages")["messages"][0]
    story.secrets += [
        credential["id"],
        message["link"].split("#")[1],
        kept.headers["Set-Cookie"].split(";")[0].split("=")[1],
    ]


def _sign_in_by_a_provider(story: Story, config: Config) -> None:
    """Alex adds NHS login and comes by it; somebody is on their way; somebody whom nobody knows has come; one came wrongly."""
    alex, app = story.cast.alex, story.cast.alex.app
    with stand_in("people") as nhs_login, offered(config, nhs_login):
        nhs_login.says(subject=WORDS["subject"], claims={"family_name": WORDS["family_name"]}, level="P9")
        Traveller(app, alex.token).go(nhs_login, "link")
        Traveller(app).go(nhs_login)
        nhs_login.says(subject="nobody of ours", level="P9")
        for browser in (Traveller(app), Traveller(app)):
            browser.go(nhs_login)
            came = nhs_login.answer_for(browser.begin(nhs_login))
            story.secrets += [came["code"], came["state"]]
        nhs_login.wrong(token={"nonce": "another"})
        browser.finish(came, expect=403)
        token = nhs_login.logout_token(sid="another")
        app.test_client(use_cookies=False).post("/api/openid/nhs-login/logout", data={"logout_token": token})
        story.secrets.append(token)


def _register_devices(story: Story, service: PushService) -> None:
    for member in (story.cast.alex, story.cast.asha):
        browser = Browser(service)
        keys = browser.registration["subscription"]["keys"]
        member.put(f"/api/devices/{new_id()}", {**browser.registration, "label": WORDS["device"]}, expect=201)
        story.secrets += [browser.token, keys["auth"], keys["p256dh"]]


def _be_left_alone_at_night(cast: Cast) -> None:
    """Last of all: whatever the clock says, nothing of the story waits for the morning."""
    cast.alex.put("/api/my-quiet-hours", {"begins": "22:00", "ends": "07:00"})


def _leave_something_half_written(cast: Cast) -> None:
    """Alex's session is about to run out while they write."""
    draft = f"/api/my-drafts/{uuid.uuid5(cast.alex.account_id, 'ask')}"
    kept = {"key": "ask", "content": json.dumps({"words": WORDS["begun"]}), "kept_at": clock.now().isoformat()}
    cast.alex.put(draft, kept, expect=201)
    cast.alex.get("/api/my-drafts")
    cast.alex.put(draft, {**kept, "content": WORDS["begun"] * 2000}, expect=422)


def _choose(cast: Cast) -> None:
    wording = cast.alex.get("/api/sharing/team")["wording"]
    cast.alex.put("/api/sharing/team/goals", {"is_shared": True, "wording": wording})


def _invite_rosa(story: Story) -> None:
    cast = story.cast
    invited = cast.asha.post(
        "/api/invitations",
        {
            "preferred_name": "Rosa Delgado",
            "team_id": str(cast.riverside),
            "key_worker_id": str(cast.asha.account_id),
            "identity_check": "known_to_me",
            "contact": "rosa@example.org",
        },
        expect=201,
    )
    token = invited["link"].split("#")[1]
    cast.nobody.post("/api/invitations/open", {"token": token})
    sent = cast.nobody.post("/api/invitations/join/codes", {"token": token, "contact": "rosa@example.org"}, expect=202)
    code = cast.nobody.get("/api/demo/messages")["messages"][0]["code"]
    cast.nobody.post(f"/api/invitations/join/codes/{sent['id']}/use", {"token": token, "code": code}, expect=201)
    story.secrets.append(token)


def _ask_and_be_answered(cast: Cast) -> None:
    path = f"/api/step-ups/{new_id()}"
    asked = {"words": WORDS["asking"], "wants_to_hear": "today", "reach_by": "ring", "reach_on": "07700 900123"}
    cast.alex.put(path, asked, expect=201)
    _let_the_worker_work()
    cast.tom.get("/api/requests")
    now = clock.now()
    promise = {"by_at": (now + timedelta(hours=1)).isoformat(), "how": "ring", "words": WORDS["promise"]}
    cast.asha.put(f"{path}/acknowledgements/{new_id()}", promise)
    cast.alex.put(f"{path}/notes/{new_id()}", {"words": WORDS["note"]})
    cast.asha.put(f"{path}/contacts/{new_id()}", {"mechanism": "02", "spoke_at": now.isoformat()})
    cast.asha.put(f"{path}/plans/{new_id()}", {"words": WORDS["plan"]})
    _let_the_worker_work()
    cast.asha.put(f"{path}/closings/{new_id()}", {"reason": "plan_agreed"})
    answers = {"got_what_i_needed": "yes", "would_use_again": "yes", "words": WORDS["afterwards"]}
    cast.alex.put(f"{path}/afterwards/{new_id()}", answers)
    cast.alex.get("/api/access-log")
    cast.alex.put(f"/api/access-reports/{new_id()}", {"words": WORDS["odd"]}, expect=201)


def _trust_somebody(story: Story) -> None:
    """A friend invited who says yes and leaves again, another who is guessed at, everything stopped and begun again."""
    cast = story.cast
    wording = cast.alex.get("/api/sharing")["wording"]
    asked = {"name": WORDS["friend"], "relation": "friend", "please_do": WORDS["please_do"], "wording": wording}
    wishes = [{"section": "about_me"}, {"section": "step_ups", "only_while_open": True}]
    friend = f"/api/trusted-people/{new_id()}"
    invited = cast.alex.put(friend, {**asked, "sections": wishes, "contact": "tom@example.org"}, expect=201)
    token, code = invited["link"].split("#")[1], invited["code"]
    cast.nobody.post("/api/trusted/open", {"token": token})
    cast.nia.post("/api/trusted/accept", {"token": token, "code": code}, expect=409)
    cast.tom.post("/api/trusted/accept", {"token": token, "code": code})
    changed = {"sections": wishes[:1], "please_dont": WORDS["please_dont"], "wording": wording}
    cast.alex.put(f"{friend}/sections", changed)
    stop = f"/api/sharing/stops/{new_id()}"
    cast.alex.put(stop, expect=201)
    cast.alex.delete(stop)
    cast.alex.post(f"{friend}/stop")
    cast.tom.post(f"/api/who-i-support/{invited['person']['id']}/leave", expect=204)
    other = cast.alex.put(f"/api/trusted-people/{new_id()}", {**asked, "sections": wishes}, expect=201)
    guessed = {"token": other["link"].split("#")[1], "code": f"{(int(other['code']) + 1) % 10**6:06d}"}
    cast.nia.post("/api/trusted/accept", guessed, expect=403)
    cast.nobody.post("/api/trusted/decline", {"token": guessed["token"]}, expect=204)
    story.secrets += [token, guessed["token"]]


def _look_in_an_emergency(cast: Cast) -> None:
    """An emergency: its row, as its service is to write it."""
    now = clock.now()
    with role(OWNER):
        glass = BreakGlass(id=new_id(), record_id=cast.alex.record_id, account_id=cast.asha.account_id, began_at=now)
        glass.session_id, glass.team_id, glass.ends_at, glass.tell_at = new_id(), cast.riverside, now, now
        glass.review_due_at, glass.reason = now, "They do not answer the telephone."
        db.session.add(glass)
        db.session.flush()


def _write_about_oneself_and_tell_the_team(cast: Cast) -> None:
    """Words about Alex, somebody who matters to them, and a neighbour who tells the team something."""
    record = f"/api/records/{cast.alex.record_id}"
    cast.alex.put(f"{record}/about-me/{new_id()}", {"heading": "matters", "words": WORDS["about_me"]}, expect=201)
    contact = {"name": "Rosa Delgado", "phone": "07700 900123", "note": WORDS["contact"]}
    cast.alex.put(f"{record}/contacts/{new_id()}", contact, expect=201)
    told = {"about": "Alex Morgan", "sender_name": "Rosa Delgado", "words": WORDS["telling"]}
    cast.nobody.put(f"/api/public/teams/{cast.riverside}/messages/{new_id()}", told, expect=201)
    (message,) = cast.asha.get("/api/team-messages")["messages"]
    cast.asha.post(f"/api/team-messages/{message['id']}/read")


def _have_a_goal(cast: Cast) -> None:
    """A goal with a step and a number, paused; and one that a worker suggests."""
    goals = f"/api/records/{cast.alex.record_id}/goals"
    goal = f"{goals}/{new_id()}"
    cast.alex.put(goal, {"words": WORDS["goal"], "why": WORDS["goal_why"], "helper": WORDS["friend"]}, expect=201)
    cast.alex.put(f"{goal}/steps/{new_id()}", {"words": WORDS["goal_step"]}, expect=201)
    cast.alex.put(f"{goal}/tracking", {"is_tracked": True})
    cast.alex.put(f"{goal}/scores/{new_id()}", {"value": 3, "answered_at": clock.now().isoformat()}, expect=201)
    cast.alex.put(f"{goal}/status/{new_id()}", {"to": "paused", "words": WORDS["goal_paused"]})
    cast.asha.put(f"{goals}/{new_id()}", {"words": WORDS["goal"]}, expect=403)


def _rate_ones_life(cast: Cast) -> None:
    """Asha asks, Alex rates and keeps one rating private; Asha looks."""
    record = f"/api/records/{cast.alex.record_id}"
    due_on = str((clock.now() + timedelta(days=3)).date())
    asked = {"instrument": "dialog", "due_on": due_on, "words": WORDS["asked"]}
    cast.asha.put(f"{record}/questionnaires/{new_id()}", asked, expect=201)
    answers = [{"item": "job", "value": 3}, {"item": "family", "skipped": "rather_not_say"}]
    rating = {"instrument": "dialog", "version": "1", "answered_at": clock.now().isoformat(), "how": "alone"}
    rating |= {"answers": answers, "words": WORDS["rating"]}
    cast.alex.put(f"{record}/responses/{new_id()}", {**rating, "is_private": True}, expect=201)
    cast.alex.put(f"{record}/responses/{new_id()}", rating, expect=201)
    cast.asha.get(f"{record}/outcomes")


def _talk_it_over(cast: Cast) -> None:
    """Asha begins, both write and say yes, one thing is done later; another is due tomorrow, and the worker reminds of it."""
    record = f"/api/records/{cast.alex.record_id}"
    wording = cast.alex.get("/api/sharing/team")["wording"]
    shared = {"is_shared": True, "may_add": True, "wording": wording}
    cast.alex.put("/api/sharing/team/dialog_plus_plan", shared)
    conversation = new_id()
    path = f"{record}/conversations/{conversation}"
    cast.asha.put(path, {"together": True}, expect=201)
    cast.asha.put(f"{path}/choices/{new_id()}", {"areas": ["job"], "version": 0}, expect=201)
    note = {"area": "job", "prompt": "why", "words": WORDS["talk"], "version": 0}
    cast.alex.put(f"{path}/notes/{new_id()}", note, expect=201)
    tomorrow = clock.in_london(clock.now()) + timedelta(days=1)
    wish = {"conversation_id": str(conversation), "area": "job", "words": WORDS["action"], "version": 0}
    wish |= {"owner": "other", "owner_name": WORDS["friend"], "due_on": None}
    action = f"{record}/actions/{new_id()}"
    cast.asha.put(action, wish, expect=201)
    due = {"owner": "person", "due_on": str(tomorrow.date())}
    cast.alex.put(f"{record}/actions/{new_id()}", {**wish, **due}, expect=201)
    for member, side in ((cast.alex, "person"), (cast.asha, "worker")):
        said = {"version": 1, "side": side, "how": "own_device"}
        member.put(f"{action}/agreements/{new_id()}", said, expect=201)
    cast.alex.put(f"{action}/progress/{new_id()}", {"status": "partly", "words": WORDS["went"]}, expect=201)
    ended = cast.asha.put(f"{path}/end", {"how": "finished"})
    cast.alex.get(f"{record}/plans/{ended['plan_id']}/pdf")
    with role(WORKER):
        reminders.sweep(tomorrow.replace(hour=9, minute=1))


def _have_a_safety_plan(cast: Cast) -> None:
    """Alex writes one with Asha beside them, shares it with the team, and keeps a section to themselves; the team suggests."""
    wording = cast.alex.get("/api/sharing/team")["wording"]
    shared = {"is_shared": True, "may_add": True, "wording": wording}
    cast.alex.put("/api/sharing/team/safety_plan", shared)
    phone = {"phone": "07700 900321", "may_text": True, "note": WORDS["phone_note"]}
    signs, people = section("signs", WORDS["sign"]), section("people", item(WORDS["neighbour"], **phone))
    save(cast.alex, signs, people, with_account_id=str(cast.asha.account_id))
    cast.alex.put("/api/my-plan/audiences/people", {"audience": "mine"})
    for member in (cast.asha, cast.tom, cast.grace):
        suggest(member, cast, WORDS["suggested"])
    cast.asha.get(f"/api/records/{cast.alex.record_id}/safety-plan")
    write(cast.alex, "going", WORDS["going"])
    photo = show_a_photo(cast.alex, WORDS["photo"])
    cast.asha.get(plan_path(cast, "photos", photo["id"]))
    propose(cast.asha, cast, days(10))
    say_yes(cast.alex, cast, read(cast.alex, cast))
    for kind in ("sheet", "card"):
        cast.alex.get(plan_path(cast, f"pdf?paper={kind}"))
    with role(WORKER):
        review_reminders.sweep((clock.in_london(clock.now()) + timedelta(days=10)).replace(hour=9, minute=1))
    write(cast.alex, "signs", item(WORDS["sign"], phone=WORDS["neighbour"]), version=1, expect=422)
    write(cast.alex, "signs", item(WORDS["sign"]), version=7, expect=409)


def _come_by_nhs_login(cast: Cast) -> None:
    """Somebody waits for a worker to say that it is her; somebody else does not fit the invitation; Alex has a number."""
    waits(cast)
    robin_comes(cast, proof("somebody else", number=ANOTHERS), nhs_number=HERS)
    write_number(cast.asha, cast.alex.record_id, HERS)


def _hand_over(cast: Cast) -> None:
    """Grace gives Sam, whom Tom looked after, to Asha."""
    to = {"people": {str(cast.sam.record_id): str(cast.asha.account_id)}}
    path = f"/api/teams/{cast.riverside}/hand-overs/{new_id()}"
    cast.grace.put(path, {"account_id": str(cast.tom.account_id), "to": to}, expect=201)


def _let_the_worker_work() -> None:
    """Ladders first, then messages, as the worker process does every two seconds; a little ahead of the clock."""
    soon = clock.now() + timedelta(seconds=3)
    with role(WORKER):
        engine.sweep(soon)
    for _ in range(2):
        with role(WORKER):
            notifications.send_due(soon)


def _go_wrong(cast: Cast) -> None:
    """What people do by mistake or on purpose; none of it may be written to a log either."""
    cast.alex.put(f"/api/step-ups/{new_id()}", {"words": WORDS["asking"], "colour": WORDS["note"]}, expect=422)
    cast.alex.put(f"/api/step-ups/{new_id()}", {"words": WORDS["asking"], "wants_to_hear": WORDS["plan"]}, expect=422)
    cast.nia.put(f"/api/step-ups/{new_id()}/plans/{new_id()}", {"words": WORDS["plan"]}, expect=404)
    cast.nobody.post("/api/sign-in/links/use", {"token": "alex@example.org"}, expect=403)
    cast.nobody.get("/api/people/Alex%20Morgan", expect=404)
