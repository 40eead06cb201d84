"""One browser of one person: a context of its own, with a passkey reader, a push subscription, and a watch over its troubles."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, Route

from tests.journeys.processes import wait_until
from tests.journeys.push_service import PushService, Subscription
from tests.journeys.watch import Watch

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000
PASSKEY_IS_ASKED_FOR = "**/api/sign-in/passkey/options"

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}

# A real `subscribe` does not work in a browser without a screen. This one subscribes at the push service of the journeys
# and gives what a browser would give; everything before and after it is the app's own.
SUBSCRIBES = """
(() => {
  const own = (given) => given && {
    ...given,
    options: { userVisibleOnly: true, applicationServerKey: null },
    toJSON: () => given,
    unsubscribe: async () => { await journeyUnsubscribe(); return true },
  }
  PushManager.prototype.subscribe = async ({ applicationServerKey }) =>
    own(await journeySubscribe([...new Uint8Array(applicationServerKey.buffer ?? applicationServerKey)]))
  PushManager.prototype.getSubscription = async () => own(await journeySubscription())
})()
"""

COUNTS_TAPS = (
    "window.taps = 0; addEventListener('pointerdown', (event) => { if (event.isTrusted) window.taps++ }, true)"
)

SHOWN = """
async () => {
  const registration = await navigator.serviceWorker.ready
  const shown = await registration.getNotifications()
  return shown.map(({ title, body, tag, data }) => ({ title, body, tag, data }))
}
"""

DRAFTS = """
async () => {
  let kept = 0
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result) })
    for (const store of database.objectStoreNames) {
      if (!store.includes('draft')) continue
      kept += await new Promise((done) => {
        const count = database.transaction(store).objectStore(store).count()
        count.onsuccess = () => done(count.result)
      })
    }
    database.close()
  }
  return kept
}
"""

CLEAR = """
async () => {
  const registration = await navigator.serviceWorker.ready
  for (const one of await registration.getNotifications()) one.close()
}
"""


def launch(playwright: Playwright, *more: str) -> Browser:
    """Debian's Chromium, or the one that CHROMIUM names; `more` are arguments for it."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])


@dataclass
class Device:
    """A browser that a person holds."""

    address: str
    context: BrowserContext
    page: Page
    watch: Watch
    push: PushService
    subscription: Subscription | None = None
    passkey_reader: str = ""
    registrations: dict[str, str] = field(default_factory=dict)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Ask the API as this device, past its pages. Returns the answer whatever its status."""
        return self.context.request.fetch(
            self.address + path, method=method, data=body, headers={"Origin": self.address}
        )

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.ok, f"{path}: {answer.status} {answer.text()[:300]}"
        return answer.json()

    def put(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.ask("PUT", path, body)
        assert answer.ok, f"{path}: {answer.status} {answer.text()[:300]}"
        return answer.json()

    def add_passkey_reader(self) -> None:
        """A reader inside the device, unlocked by its owner, as phones have it."""
        protocol = self.protocol()
        protocol.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal"}
        flags = ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")
        reader = {**options, **dict.fromkeys(flags, True)}
        self.passkey_reader = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": reader})["authenticatorId"]

    def let_passkeys_be_used(self, *, at_once: bool) -> None:
        """Whether the owner's finger lies on the reader: then it answers at once, even a page that only offers."""
        self.protocol().send(
            "WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self.passkey_reader, "enabled": at_once}
        )

    def press_then_touch_the_reader(self, button: str) -> None:
        """Press, and only then lay the finger on: a reader that is asked before its owner is there waits for ever here."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        self.page.route(PASSKEY_IS_ASKED_FOR, hold)
        self.page.get_by_role("button", name=button).click()
        wait_until(lambda: self.page.evaluate("true") and held, "the page asks for a passkey")
        self.let_passkeys_be_used(at_once=True)
        for one in held:
            one.continue_()
        self.page.unroute(PASSKEY_IS_ASKED_FOR)

    def receive_push(self, data: str) -> None:
        """Hand a push to the real service worker, as the browser does when its push service has one."""
        if not self.registrations:
            self._watch_service_worker()
        registration = self.registrations[self.address]
        self.protocol().send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self.address, "registrationId": registration, "data": data},
        )

    def keeps_drafts(self, number: int) -> None:
        """Wait until this browser has written down so many unfinished texts: it takes its time over that."""
        wait_until(lambda: self.page.evaluate(DRAFTS) == number, f"{number} drafts are kept")

    def shown(self) -> list[dict[str, Any]]:
        """The notifications that this device shows now."""
        return wait_until(lambda: list(self.page.evaluate(SHOWN)), "a notification shows")

    def clear_shown(self) -> None:
        """The owner has wiped the notifications away. The browser takes its time over it."""
        self.page.evaluate(CLEAR)
        wait_until(lambda: not self.page.evaluate(SHOWN), "no notification shows")

    def protocol(self) -> CDPSession:
        if not hasattr(self, "_protocol"):
            self._protocol = self.context.new_cdp_session(self.page)
        return self._protocol

    def _watch_service_worker(self) -> None:
        protocol = self.protocol()
        self.page.evaluate("async () => { await navigator.serviceWorker.ready }")

        def note(event: dict[str, Any]) -> None:
            for one in event["registrations"]:
                self.registrations[one["scopeURL"].rstrip("/")] = one["registrationId"]

        protocol.on("ServiceWorker.workerRegistrationUpdated", note)
        protocol.send("ServiceWorker.enable")
        # News of the browser come in while it is asked something else.
        wait_until(
            lambda: self.page.evaluate("true") and self.address in self.registrations, "the service worker shows"
        )


def open_device(browser: Browser, address: str, push: PushService, kind: dict[str, Any], **more: Any) -> Device:
    """A fresh browser that nobody is signed in to."""
    settings: dict[str, Any] = {
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
        **kind,
        **more,
    }
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE_MS)
    context.grant_permissions(["notifications", "clipboard-read", "clipboard-write"], origin=address)
    watch = Watch(address)
    watch.over(context)
    device = Device(address, context, page=None, watch=watch, push=push)  # type: ignore[arg-type]
    _let_it_subscribe(device)
    context.add_init_script(COUNTS_TAPS)
    device.page = context.new_page()
    return device


def _let_it_subscribe(device: Device) -> None:
    def subscribe(public_key: list[int]) -> dict[str, Any]:
        device.subscription = device.push.subscribe(base64.urlsafe_b64encode(bytes(public_key)).rstrip(b"=").decode())
        return device.subscription.to_json()

    def unsubscribe() -> None:
        if device.subscription is not None:
            device.push.expire(device.subscription)
        device.subscription = None

    device.context.expose_function("journeySubscribe", subscribe)
    device.context.expose_function("journeyUnsubscribe", unsubscribe)
    device.context.expose_function("journeySubscription", lambda: device.subscription and device.subscription.to_json())
    device.context.add_init_script(SUBSCRIBES)
