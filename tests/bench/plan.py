"""The plan on the phone, offline, from a cold start, with the processor slowed four times: how soon the first section can be read."""

from __future__ import annotations

import statistics
import tempfile
import time
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

# Each look from outside costs a slowed page 20 ms and more, so that it is left alone for longer than it should need.
LEFT_ALONE_S = 2.0

# Noted on the page itself, in milliseconds since the navigation began: when the words are there to be seen, and when a message
# posted then arrives, which waits for scripts that run in between. Where the words stand in the first picture of all, the browser tells
# that picture's time, though often only later: which of them counts is worked out at the end.
WHEN_READABLE = """
(() => {
  const look = () => {
    const isThere = [...document.querySelectorAll('main')].some((main) => main.textContent.includes(%s) && main.checkVisibility())
    if (!isThere) { requestAnimationFrame(look); return }
    const seenAt = performance.now()
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => { window.readable = { seenAt, drawnAt: performance.now() } }
    port2.postMessage(null)
  }
  look()
})()
"""
READABLE_AT = """
() => {
  const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime
  if (window.readable === undefined || first === undefined) return null
  return first > window.readable.seenAt ? first : window.readable.drawnAt
}
"""

# The app has taken the place of what stood there before it: from then on what is pressed is done.
WHEN_ALIVE = """
new MutationObserver((_changes, watch) => {
  if (document.querySelector('#kept') || !document.querySelector('#app main h1')) return
  window.aliveAt = performance.now()
  watch.disconnect()
}).observe(document, { childList: true, subtree: true })
"""

# The least that a page can cost: one word, answered by the same worker from the same cache. What is above it is ours.
FLOOR, FLOOR_WORD = "/my-plan/now/photos/floor", "Floor"
FLOOR_PAGE = f"<!doctype html><meta name=viewport content=width=device-width><title>{FLOOR_WORD}</title><main>{FLOOR_WORD}</main>"
PUT_FLOOR = """
async ([path, page]) => {
  const [name = 'waymark-private-floor'] = (await caches.keys()).filter((one) => one.startsWith('waymark-private-'))
  await (await caches.open(name)).put(path, new Response(page, { headers: { 'Content-Type': 'text/html' } }))
}
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

    floor_ms: float
    ready_ms: float
    use_ms: float
    use_alive_ms: float
    locked_floor_ms: float
    locked_ms: float
    locked_alive_ms: float
    pin_ms: float
    pin_iterations: int


def measure_plan() -> PlanFigures:
    """On a service of its own, which is not asked while it is measured: the phone is offline."""
    with _phone() as phone:
        _keep(phone, "On this phone, opens at once")
        floor, ready, use = _medians(phone, (FLOOR, FLOOR_WORD), ("/my-plan/now", CANAL), ("/my-plan/use", CANAL))
        _keep(phone, "On this phone, behind a PIN", PIN)
        locked_floor, locked = _medians(phone, (FLOOR, FLOOR_WORD), ("/my-plan/now", "Your PIN"))
        derived = [phone.page.evaluate(DERIVE, PIN) for _ in range(TURNS)]
    return PlanFigures(
        floor[0], ready[0], *use, locked_floor[0], *locked, statistics.median(ms for ms, _ in derived), derived[0][1]
    )


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


def _medians(phone: Device, *pages: tuple[str, str]) -> list[tuple[float, float]]:
    """Until each can be read, and until it does what is pressed. By turns, so that what else the machine does meets all of them."""
    phone.page.evaluate(PUT_FLOOR, [FLOOR, FLOOR_PAGE])
    phone.context.set_offline(True)
    turns = [[_once(phone, path, words) for path, words in pages] for _ in range(TURNS)]
    return [
        (statistics.median(turn[at][0] for turn in turns), statistics.median(turn[at][1] for turn in turns))
        for at in range(len(pages))
    ]


def _once(phone: Device, path: str, words: str) -> tuple[float, float]:
    """A new page, with every service worker stopped before."""
    page: Page = phone.context.new_page()
    protocol = phone.context.new_cdp_session(page)
    protocol.send("ServiceWorker.enable")
    protocol.send("ServiceWorker.stopAllWorkers")
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(WHEN_READABLE % repr(words) + WHEN_ALIVE)
    page.goto(phone.address + path, wait_until="commit")
    time.sleep(LEFT_ALONE_S)
    # Asked from outside: the policy of the ready page evaluates no text. That page has no app, and does what is pressed when it is there.
    readable: float = wait_until(lambda: page.evaluate(READABLE_AT), "the page is readable")
    has_app = page.evaluate("document.querySelector('#app') !== null")
    alive: float = (
        wait_until(lambda: page.evaluate("window.aliveAt ?? null"), "the page is alive") if has_app else readable
    )
    page.close()
    return readable, alive
