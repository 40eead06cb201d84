"""The environment, read once and typed. Refuses to start and names everything that is missing.

Outside the demo nothing secret has a default. No setting weakens security: the demo differs in where data lies, in demo
people, and in showing messages on a page because it has no way to send them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PUSH_HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    "notify.windows.com",
)

# Each has its set of crisis lines.
NATIONS = ("england", "wales")


class NotConfigured(SystemExit):
    """What is missing, in one message."""


@dataclass(frozen=True)
class Config:
    """Everything a process needs to know. Addresses have no slash at the end; `push_hosts` match themselves and below.

    `ledger_file` is where the worker keeps what was withdrawn, outside the database and its back-ups.
    `proxies` is how many reverse proxies of ours stand in front and name the client's address. `carers_file` is the
    trust's own help for carers, `crisis_lines_file` its own crisis lines beside those of its `nation`; `operator_email` is who
    is reminded of what only the trust can check, and told of what the auditor finds; `operator_webhook` is told too.
    `dead_man_url` is asked each minute in which all is well; the auditor answers on `auditor_port` of this machine alone.
    `notify_callback_token` is what GOV.UK Notify's delivery receipts must bring. `providers_file` names the services by which
    people and staff may sign in, `openid_keys_file` (made by `waymark openid-keys make`) holds our own keys for them.
    """

    address: str
    keys_file: Path
    database_url: str
    worker_database_url: str
    owner_database_url: str
    is_demo: bool = False
    trust_name: str | None = None
    push_hosts: tuple[str, ...] = PUSH_HOSTS
    push_contact: str = "mailto:support@waymark.example"
    smtp_url: str | None = None
    mail_from: str = "no-reply@waymark.example"
    notify_api_key: str | None = None
    notify_template: str | None = None
    pwa_folder: Path = ROOT / "pwa" / "dist"
    log_level: str = "INFO"
    proxies: int = 0
    ledger_file: Path | None = None
    carers_file: Path | None = None
    nation: str = "england"
    crisis_lines_file: Path | None = None
    operator_email: str | None = None
    auditor_database_url: str = ""
    operator_webhook: str | None = None
    dead_man_url: str | None = None
    auditor_port: int = 9464
    notify_callback_token: str | None = None
    providers_file: Path | None = None
    openid_keys_file: Path | None = None


REQUIRED = {
    "WAYMARK_ADDRESS": "the public address, such as https://waymark.example.nhs.uk",
    "WAYMARK_KEYS_FILE": "the keys file made by `waymark keys make`",
    "WAYMARK_DATABASE_URL": "PostgreSQL as the role waymark_web",
    "WAYMARK_WORKER_DATABASE_URL": "PostgreSQL as the role waymark_worker",
}


@dataclass(frozen=True)
class AuditorConfig:
    """What the auditor needs, and no more: it holds no keys and knows neither web's nor the worker's way to the database."""

    database_url: str
    operator_email: str | None = None
    operator_webhook: str | None = None
    dead_man_url: str | None = None
    smtp_url: str | None = None
    mail_from: str = Config.mail_from
    port: int = Config.auditor_port
    log_level: str = Config.log_level


def read_auditor_config(environment: Mapping[str, str] = os.environ) -> AuditorConfig:
    """The auditor's configuration, or NotConfigured with a line for each thing that is missing or wrong."""
    faults = _wrong_for_operators(environment)
    if not environment.get("WAYMARK_AUDITOR_DATABASE_URL"):
        faults = ["  WAYMARK_AUDITOR_DATABASE_URL: PostgreSQL as the role waymark_auditor", *faults]
    if faults:
        raise NotConfigured("The auditor cannot start. Please set:\n" + "\n".join(faults))
    return AuditorConfig(
        database_url=environment["WAYMARK_AUDITOR_DATABASE_URL"],
        operator_email=environment.get("WAYMARK_OPERATOR_EMAIL") or None,
        operator_webhook=environment.get("WAYMARK_OPERATOR_WEBHOOK") or None,
        dead_man_url=environment.get("WAYMARK_DEAD_MAN_URL") or None,
        smtp_url=environment.get("WAYMARK_SMTP_URL") or None,
        mail_from=environment.get("WAYMARK_MAIL_FROM", Config.mail_from),
        port=int(environment.get("WAYMARK_AUDITOR_PORT") or Config.auditor_port),
        log_level=environment.get("WAYMARK_LOG_LEVEL", Config.log_level),
    )


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration, or NotConfigured with a line for each thing that is missing or wrong."""
    faults = [f"  {name}: {what}" for name, what in REQUIRED.items() if not environment.get(name)]
    faults += _wrong(environment)
    if faults:
        raise NotConfigured("Waymark cannot start. Please set:\n" + "\n".join(faults))
    extra_hosts = tuple(host for host in environment.get("WAYMARK_PUSH_HOSTS", "").split(",") if host)
    return Config(
        address=environment["WAYMARK_ADDRESS"].rstrip("/"),
        keys_file=Path(environment["WAYMARK_KEYS_FILE"]),
        database_url=environment["WAYMARK_DATABASE_URL"],
        worker_database_url=environment["WAYMARK_WORKER_DATABASE_URL"],
        owner_database_url=environment.get("WAYMARK_OWNER_DATABASE_URL", ""),
        is_demo=environment.get("WAYMARK_DEMO") == "yes",
        trust_name=environment.get("WAYMARK_TRUST_NAME") or None,
        push_hosts=PUSH_HOSTS + extra_hosts,
        push_contact=environment.get("WAYMARK_PUSH_CONTACT", Config.push_contact),
        smtp_url=environment.get("WAYMARK_SMTP_URL") or None,
        mail_from=environment.get("WAYMARK_MAIL_FROM", Config.mail_from),
        notify_api_key=environment.get("WAYMARK_NOTIFY_API_KEY") or None,
        notify_template=environment.get("WAYMARK_NOTIFY_TEMPLATE") or None,
        pwa_folder=Path(environment.get("WAYMARK_PWA_FOLDER", Config.pwa_folder)),
        log_level=environment.get("WAYMARK_LOG_LEVEL", Config.log_level),
        proxies=int(environment.get("WAYMARK_PROXIES", Config.proxies)),
        ledger_file=_path(environment, "WAYMARK_LEDGER_FILE"),
        carers_file=_path(environment, "WAYMARK_CARERS_FILE"),
        nation=environment.get("WAYMARK_NATION") or Config.nation,
        crisis_lines_file=_path(environment, "WAYMARK_CRISIS_LINES_FILE"),
        operator_email=environment.get("WAYMARK_OPERATOR_EMAIL") or None,
        auditor_database_url=environment.get("WAYMARK_AUDITOR_DATABASE_URL", ""),
        operator_webhook=environment.get("WAYMARK_OPERATOR_WEBHOOK") or None,
        dead_man_url=environment.get("WAYMARK_DEAD_MAN_URL") or None,
        auditor_port=int(environment.get("WAYMARK_AUDITOR_PORT") or Config.auditor_port),
        notify_callback_token=environment.get("WAYMARK_NOTIFY_CALLBACK_TOKEN") or None,
        providers_file=_path(environment, "WAYMARK_PROVIDERS_FILE"),
        openid_keys_file=_path(environment, "WAYMARK_OPENID_KEYS_FILE"),
    )


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(environment[name]) if environment.get(name) else None


def _wrong(environment: Mapping[str, str]) -> list[str]:
    """What is set, but cannot be right: an address without TLS, a demo that others can reach, words for a number."""
    address = environment.get("WAYMARK_ADDRESS", "")
    is_here = re.fullmatch(r"http://(localhost|127\.0\.0\.1)(:\d+)?/?", address) is not None
    faults = []
    if address and not is_here and not address.startswith("https://"):
        faults.append("  WAYMARK_ADDRESS: an https:// address (http:// only on localhost)")
    if environment.get("WAYMARK_DEMO") == "yes" and not is_here:
        faults.append("  WAYMARK_DEMO: leave it out; the demo is for http://localhost only, it shows codes to anybody")
    if not environment.get("WAYMARK_PROXIES", "0").isdigit():
        faults.append("  WAYMARK_PROXIES: a number")
    if environment.get("WAYMARK_NATION", "") not in ("", *NATIONS):
        faults.append(f"  WAYMARK_NATION: one of {', '.join(NATIONS)}")
    faults += [
        f"  {name}: a file that is there; nothing is at {environment[name]}"
        for name in ("WAYMARK_PROVIDERS_FILE", "WAYMARK_OPENID_KEYS_FILE")
        if environment.get(name) and not Path(environment[name]).is_file()
    ]
    return faults + _wrong_for_operators(environment)


def _wrong_for_operators(environment: Mapping[str, str]) -> list[str]:
    """Addresses that would send what the auditor finds over an open line, and a port that is none."""
    faults = [
        f"  {name}: an https:// address (http:// only on localhost)"
        for name in ("WAYMARK_OPERATOR_WEBHOOK", "WAYMARK_DEAD_MAN_URL")
        if environment.get(name) and not is_safe_address(environment[name])
    ]
    if not re.fullmatch(r"\d{0,5}", environment.get("WAYMARK_AUDITOR_PORT", "")):
        faults.append("  WAYMARK_AUDITOR_PORT: a number")
    return faults


def is_safe_address(url: str) -> bool:
    """Whether what is sent there goes over TLS, or never leaves this machine."""
    return url.startswith("https://") or re.match(r"http://(localhost|127\.0\.0\.1)(:\d+)?(/|$)", url) is not None


def sqlalchemy_url(url: str) -> str:
    """The same address with psycopg 3 named as the driver."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
