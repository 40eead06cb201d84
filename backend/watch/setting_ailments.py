"""What can be wrong with settings, files, keys and the ways out."""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization

from backend.care import crisis_lines
from backend.config import Config
from backend.core import clock
from backend.core.keys import KeysMissing, read_keys
from backend.watch.ailments import Line, Lines, broken, look, ok

CONNECT_SECONDS = 5
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NOTIFY_KEY = re.compile(rf"[\w-]+-{UUID}-{UUID}")
GIGABYTE = 1024**3
LITTLE, TOO_LITTLE = 5 * GIGABYTE, GIGABYTE // 2
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO


def _keys_file(config: Config) -> Lines:
    about, path = "keys file", config.keys_file
    try:
        keys = read_keys(path)
    except KeysMissing as problem:
        yield broken(about, str(problem))
        return
    if path.stat().st_mode & OTHERS_MAY:
        yield broken(about, f"others on this machine may read it: chmod 600 {path}")
    else:
        yield ok(about, "opens, and only its owner may read it")
    try:
        serialization.load_pem_private_key(keys.push.encode(), None)
        yield ok("push key", "can sign")
    except ValueError:
        yield broken("push key", "cannot sign: the keys file is damaged")


def _push_contact(config: Config) -> Lines:
    about, contact = "push contact", config.push_contact
    if not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https://\S+", contact):
        yield broken(about, "WAYMARK_PUSH_CONTACT is no mailto: or https: address; push services refuse others")
    elif contact == Config.push_contact and not config.is_demo:
        yield look(about, "WAYMARK_PUSH_CONTACT is still the example: push services cannot write to you")
    else:
        yield ok(about, contact)


def _mail(config: Config) -> Lines:
    about = "e-mail"
    if not config.smtp_url:
        yield _not_set(config, about, "WAYMARK_SMTP_URL is not set: nobody gets e-mail")
        return
    at = urlsplit(config.smtp_url)
    port = at.port or (465 if at.scheme == "smtps" else 25)
    try:
        with socket.create_connection((at.hostname or "localhost", port), CONNECT_SECONDS):
            yield ok(about, f"{at.hostname}:{port} can be reached")
    except OSError as problem:
        yield broken(about, f"{at.hostname}:{port} cannot be reached ({type(problem).__name__})")


def _texts(config: Config) -> Lines:
    about = "texts"
    if not config.notify_api_key:
        yield _not_set(config, about, "WAYMARK_NOTIFY_API_KEY is not set: nobody gets texts")
    elif not NOTIFY_KEY.fullmatch(config.notify_api_key):
        yield broken(about, "WAYMARK_NOTIFY_API_KEY does not look like a key: a name and two long ids, with dashes")
    elif not re.fullmatch(UUID, config.notify_template or ""):
        yield broken(about, "WAYMARK_NOTIFY_TEMPLATE is not a template's id")
    elif not config.notify_callback_token:
        yield look(about, "WAYMARK_NOTIFY_CALLBACK_TOKEN is not set: we never hear whether a text arrived")
    else:
        yield ok(about, "key, template and token are set")


def _operators(config: Config) -> Lines:
    by_mail = config.operator_email and config.smtp_url
    if not by_mail and not config.operator_webhook:
        words = (
            "nobody is told of findings: set WAYMARK_OPERATOR_EMAIL (with WAYMARK_SMTP_URL) or WAYMARK_OPERATOR_WEBHOOK"
        )
        yield _not_set(config, "operators", words)
    else:
        yield ok("operators", "are told of findings")
    if config.dead_man_url:
        yield ok("dead man's switch", "is set")
    else:
        words = "WAYMARK_DEAD_MAN_URL is not set: nobody outside notices when this whole machine is gone"
        yield _not_set(config, "dead man's switch", words)


def _crisis_numbers(config: Config) -> Lines:
    about = "crisis numbers"
    try:
        lines = crisis_lines.lines_of(config.nation, config.crisis_lines_file, is_demo=config.is_demo)
    except SystemExit as problem:
        yield broken(about, str(problem))
        return
    old = [line.key for line in crisis_lines.to_check(lines, clock.in_london(clock.now()).date())]
    if old:
        yield look(about, f"not checked for {crisis_lines.CHECK_AFTER.days} days: {', '.join(old)}")
    else:
        yield ok(about, f"{len(lines)} lines, each checked lately")


def _pages(config: Config) -> Lines:
    if (config.pwa_folder / "index.html").exists():
        yield ok("pages", "are built")
    else:
        yield broken("pages", f"are not built: nothing is in {config.pwa_folder} (make build)")


def _disk_space(config: Config) -> Lines:
    places = {config.keys_file.resolve().parent, *([config.ledger_file.resolve().parent] if config.ledger_file else [])}
    for place in sorted(path for path in places if path.exists()):
        free = shutil.disk_usage(place).free
        words = f"{free / GIGABYTE:.1f} GB free at {place}"
        yield Line("disk", "ok" if free > LITTLE else "look" if free > TOO_LITTLE else "broken", words)


def _ledger(config: Config) -> Lines:
    about, path = "ledger", config.ledger_file
    if path is None:
        yield look(about, "WAYMARK_LEDGER_FILE is not set: a restored back-up would bring withdrawn sharing back")
    elif os.access(path if path.exists() else _first_there(path.parent), os.W_OK):
        yield ok(about, "can be written")
    else:
        yield broken(about, f"cannot be written: {path}")


def _first_there(folder: Path) -> Path:
    return folder if folder.exists() else _first_there(folder.parent)


def _not_set(config: Config, about: str, words: str) -> Line:
    return ok(about, "not needed in the demo") if config.is_demo else look(about, words)


LOOKS = (
    _keys_file,
    _push_contact,
    _mail,
    _texts,
    _operators,
    _crisis_numbers,
    _pages,
    _disk_space,
    _ledger,
)
