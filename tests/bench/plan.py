"""The plan on the phone, offline, from a cold start, with the processor slowed four times: how soon the first section can be read."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys.device import Device, launch
from tests.journeys.kept_played import CANAL, write_plan
from tests.journeys.processes import wait_until
from tests.journeys.service import people_of, running
from tests.journeys.stage import Stage

TURNS, SLOWED = 10, 4
PAGE_MS, READY_MS, PIN_LEAST_MS, PIN_MOST_MS = 500, 250, 250, 1000
PIN = "heron42"

# Noted on the page itself, in milliseconds since the navigation began: the picture after the words are there.
WHEN_READABLE = """
(() => {
  const look = () => {
    const isThere = document.body?.textContent.includes(%s) && document.querySelector('main')
    if (!isThere) requestAnimationFrame(look)
    else requestAnimationFrame(() => { window.readableAt ??= performance.now() })
  }
  look()
})()
"""

DERIVE = """
async (pin) => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith('waymark-kept'))
  const database = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result) })
  const lock = await new Promise((done) => { const got = database.transaction('lock').objectStore('lock').getAll(); got.onsuccess = () => done(got.result[0]) })
  database.close()
  const began = performance.now()
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: lock.salt, iterations: lock.iterations }
  await crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
  return [performance.now() - began, lock.iterations]
}
"""


@dataclass(frozen=True)
class PlanFigures:
    """Medians of ten, in milliseconds."""

    ready_ms: float
    use_ms: float
    locked_ms: float
    pin_ms: float
    pin_iterations: int


def measure_plan() -> PlanFigures:
    """On a service of its own, which is not asked while it is measured: the phone is offline."""
    with _phone() as phone:
        _keep(phone, "On this phone, opens at once")
        ready = _median(phone, "/my-plan/now", CANAL)
        use = _median(phone, "/my-plan/use", CANAL)
        _keep(phone, "On this phone, behind a PIN", PIN)
        locked = _median(phone, "/my-plan/now", "Your PIN")
        derived = [phone.page.evaluate(DERIVE, PIN) for _ in range(TURNS)]
    return PlanFigures(ready, use, locked, statistics.median(ms for ms, _ in derived), derived[0][1])


@contextmanager
def _phone() -> Iterator[Device]:
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder)) as service, people_of(service) as people, sync_playwright() as playwright:
            browser = launch(playwright)
            stage = Stage(service, people, browser, people.ask(cast=1))
            try:
                phone = stage.sign_in("alex", stage.phone())
                write_plan(phone)
                phone.page.evaluate("async () => { await navigator.serviceWorker.ready }")
                yield phone
            finally:
                stage.close()
                browser.close()


def _keep(phone: Device, how: str, pin: str = "") -> None:
    phone.context.set_offline(False)
    phone.go("/my-plan/phone")
    phone.page.get_by_role("radio", name=how).check()
    for label in ("A PIN for your plan", "The same PIN again") if pin else ():
        phone.page.get_by_label(label).fill(pin)
    phone.page.get_by_role("button", name="Use this").click()
    phone.page.get_by_text("It is kept on this phone").wait_for(timeout=60_000)


def _median(phone: Device, path: str, words: str) -> float:
    """A new page each time, with every service worker stopped before."""
    phone.context.set_offline(True)
    return statistics.median(_once(phone, path, words) for _ in range(TURNS))


def _once(phone: Device, path: str, words: str) -> float:
    page: Page = phone.context.new_page()
    protocol = phone.context.new_cdp_session(page)
    protocol.send("ServiceWorker.enable")
    protocol.send("ServiceWorker.stopAllWorkers")
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(WHEN_READABLE % repr(words))
    page.goto(phone.address + path, wait_until="commit")
    # Asked from outside: the policy of the ready page evaluates no text.
    taken: float = wait_until(lambda: page.evaluate("window.readableAt ?? null"), "the page is readable")
    page.close()
    return taken
