"""A phone that keeps its storages when its browser is closed, and looking into all of them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from backend.core.ids import new_id
from tests.journeys.device import ARGUMENTS, PHONE, Device, open_device
from tests.journeys.stage import Stage

# Her words, each of which is found by looking for it.
CANAL, SAM, TEAM = "Walking by the canal at Jesus Green", "Sam, on the blue boat", "The Tuesday desk of my team"
SAMS_NUMBER = "07700 900123"
HER_WORDS = ("canal", "Jesus Green", "blue boat", "Tuesday desk", "900123", "900 123")

# Everything that this browser holds for us, as text: rows as bytes and as words, pages, marks.
STORAGES = """
async () => {
  const told = []
  const bytes = (view) => String.fromCharCode(...new Uint8Array(view.buffer ?? view).slice(0, 200000))
  const tell = (what) => {
    if (what instanceof ArrayBuffer || ArrayBuffer.isView(what)) told.push(bytes(what))
    else if (what instanceof CryptoKey) told.push(`key extractable:${what.extractable}`)
    else if (what !== null && typeof what === 'object') for (const [key, value] of Object.entries(what)) { told.push(key); tell(value) }
    else told.push(String(what))
  }
  for (const store of [localStorage, sessionStorage]) for (const key of Object.keys(store)) told.push(key, store[key])
  for (const { name } of await indexedDB.databases()) {
    // Gone since it was listed: opening it must not bring back an empty one of that name.
    const database = await new Promise((done) => {
      const open = indexedDB.open(name)
      open.onupgradeneeded = () => open.transaction.abort()
      open.onsuccess = () => done(open.result)
      open.onerror = () => done(null)
    })
    if (database === null) continue
    told.push(`database:${name}`)
    for (const shelf of database.objectStoreNames) {
      const all = await new Promise((done) => { const got = database.transaction(shelf).objectStore(shelf).getAll(); got.onsuccess = () => done(got.result) })
      for (const row of all) tell(row)
    }
    database.close()
  }
  for (const name of await caches.keys()) {
    if (name.startsWith('waymark-shell-')) continue
    told.push(`cache:${name}`)
    const cache = await caches.open(name)
    for (const request of await cache.keys()) told.push(request.url, await (await cache.match(request)).text())
  }
  return told.join('\\n')
}
"""

# What is there by name, without opening anything: a database that is open is not deleted.
NAMES = r"""
async () => [
  ...(await indexedDB.databases()).map(({ name }) => `database:${name}`),
  ...(await caches.keys()).map((name) => `cache:${name}`),
  ...[localStorage, sessionStorage].flatMap((store) => Object.entries(store)).map(([key, value]) => `${key}\n${value}`),
].join('\n')
"""

DELETE_DATABASES = """
async () => {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done) => { const gone = indexedDB.deleteDatabase(name); gone.onsuccess = gone.onblocked = done })
  }
}
"""


class _Launcher:
    """Opens a browser of its own on a folder, where `open_device` asks for a context."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def new_context(self, **settings: Any) -> BrowserContext:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        return self.browser.browser_type.launch_persistent_context(
            self.folder, executable_path=path, args=ARGUMENTS, **settings
        )


def open_phone(stage: Stage, folder: Path, **more: Any) -> Device:
    """The phone whose browser keeps everything in `folder`: opened again, it is the same phone."""
    launcher: Any = _Launcher(stage.browser, folder)
    device = open_device(launcher, stage.service.address, stage.service.push, PHONE, **more)
    stage.devices.append(device)
    return device


def close_phone(stage: Stage, device: Device) -> None:
    """Close its browser. Its troubles count all the same."""
    troubles = device.watch.left()
    assert not troubles, "\n".join(troubles)
    stage.devices.remove(device)
    device.context.close()


def write_plan(device: Device) -> None:
    """A plan of three sections, by the API: how it is written is another journey."""
    item = {"group": None, "phone": None, "may_text": False, "note": "", "has_helped": False}
    sections = [
        ("myself", {**item, "words": CANAL, "has_helped": True}),
        ("people", {**item, "words": SAM, "phone": SAMS_NUMBER, "may_text": True}),
        ("services", {**item, "words": TEAM, "phone": "01632 960101"}),
    ]
    body = {
        "sections": [
            {"heading": heading, "version": 0, "items": [{**one, "id": str(new_id())}]} for heading, one in sections
        ],
        "with_account_id": None,
        "from_version": None,
        "takes": [],
    }
    device.put(f"/api/my-plan/saves/{new_id()}", body)


def storages(device: Device) -> str:
    """All that the browser holds, and its cookies."""
    told: str = device.page.evaluate(STORAGES)
    return told + json.dumps(device.context.cookies())


def names_in_storages(device: Device) -> str:
    """What databases, caches, marks and cookies are called; it disturbs nothing that is under way."""
    told: str = device.page.evaluate(NAMES)
    return told + json.dumps(device.context.cookies())


def her_words_in(text: str) -> list[str]:
    """Which of her words can be read there."""
    return [word for word in HER_WORDS if word in text]


def files_with_her_words(folder: Path) -> list[str]:
    """Files of a closed browser in which her words can be read, in either way of writing letters."""
    wanted = [word.encode(way) for word in HER_WORDS for way in ("utf-8", "utf-16-le")]
    found = []
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
            found += [f"{file.relative_to(folder)}: {word!r}" for word in wanted if word in content]
    return found
