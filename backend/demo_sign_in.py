"""Sign-in by NHS login and by a trust's own provider, in the demo: `make run OIDC=1` starts a stand-in for both beside it.

The stand-in lies in `pwa/demo-provider/`, among the tools of development: a deployed service has none of it, and its
configuration refuses any provider that is not https.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.config import ROOT
from backend.openid.client_keys import make_client_keys, write_client_keys
from backend.openid.providers import KEYS_PATH, RETURN_PATH

STAND_IN = ROOT / "pwa" / "demo-provider" / "index.mjs"
LIBRARY = ROOT / "pwa" / "node_modules" / "oidc-provider"
CLIENT = "waymark"
PEOPLE, STAFF = "nhs-login", "trust-staff"
# Roles as the stand-in gives them, and what they mean in the demo's teams.
ROLES = {"worker": "S8000:G8000:R8001", "duty": "S8000:G8000:R8002", "lead": "S8000:G8000:R8003"}
TEAM = "Rivers NHS Foundation Trust / Riverside Community Mental Health Team"

WORTH_TRYING = """
NHS login and the trust's own sign-in are played by a stand-in. Choose who you are on its pages:
  NHS login, as Alex Morgan (P9)    opens Alex's record, which has the same NHS number
  NHS login, as Kim Doyle (P5)      knows nobody yet: let Asha invite Kim, open the invitation, and join with it; Asha confirms
  NHS login, as Noor Aziz (P9)      the same, and the record opens at once
  NHS login, as Jo Hart (P0)        add it to Jo's account, or answer another invitation of Alex's with it
  NHS login, “I do not agree to share”, and “Cancel”
  Trust sign-in, as Ravi Shah       a new worker: the role lets Ravi in
  Trust sign-in, as Nadia Clarke    is not let in: no rule fits her role
  Trust sign-in, as Asha Begum      sign in by link, then Account: add it there first
Behind its counter ({counter}/staff/): take Ravi's role and sign in again, sign somebody out everywhere,
roll the keys over, be slow, be away.
"""


@dataclass(frozen=True)
class StandIn:
    """Where the stand-in answers, on this machine alone, and where its files are."""

    folder: Path
    people_port: int
    staff_port: int

    @property
    def people(self) -> str:
        return f"http://127.0.0.1:{self.people_port}"

    @property
    def staff(self) -> str:
        return f"http://127.0.0.1:{self.staff_port}"

    @property
    def providers_file(self) -> Path:
        return self.folder / "providers.json"

    @property
    def keys_file(self) -> Path:
        return self.folder / "openid-keys.json"

    @property
    def settings(self) -> dict[str, str]:
        """What Waymark's processes need to know of it."""
        return {"WAYMARK_PROVIDERS_FILE": str(self.providers_file), "WAYMARK_OPENID_KEYS_FILE": str(self.keys_file)}

    @property
    def command(self) -> list[str]:
        return [shutil.which("node") or "node", str(STAND_IN), str(self.folder / "stand-in.json")]


def stand_in_beside(folder: Path, people_port: int, staff_port: int) -> StandIn:
    """The stand-in of a demo under this folder."""
    return StandIn(folder / "sign-in", people_port, staff_port)


def prepare(stand_in: StandIn, address: str) -> None:
    """Write what both sides need: the providers, their settings, a secret, our keys, and which role means what."""
    if not LIBRARY.is_dir():
        sys.exit("The stand-in needs what `make build` installs for the pages.")
    stand_in.folder.mkdir(parents=True, exist_ok=True)
    secret = _secret(stand_in.folder / "secret")
    _write(stand_in.providers_file, {"providers": [_people(stand_in), _staff(stand_in)]})
    _write(stand_in.folder / "stand-in.json", _settings(stand_in, address, secret))
    _write(stand_in.folder / "staff-rules.json", _rules())
    if not stand_in.keys_file.exists():
        write_client_keys(make_client_keys(), stand_in.keys_file)


def set_rules(stand_in: StandIn, settings: dict[str, str]) -> None:
    """Which role lets whom in as what. The teams must be there."""
    rules = str(stand_in.folder / "staff-rules.json")
    command = [sys.executable, "-m", "backend.cli", "staff-rules", "set", rules, "--yes"]
    done = subprocess.run(
        command, env={**os.environ, **settings}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)


def remembered(folder: Path) -> dict[str, str]:
    """The settings of a demo that was last started with the stand-in; without it, none."""
    stand_in = stand_in_beside(folder, 0, 0)
    return stand_in.settings if stand_in.providers_file.exists() else {}


def forget(folder: Path) -> None:
    """Start without it: the ways in are those of every demo again. Keys and secret stay for the next time."""
    stand_in_beside(folder, 0, 0).providers_file.unlink(missing_ok=True)


def _people(stand_in: StandIn) -> dict[str, Any]:
    return {
        "key": PEOPLE,
        "kind": "people",
        "name": "NHS login",
        "issuer": stand_in.people,
        "client_id": CLIENT,
        "auth": {"method": "private_key_jwt", "alg": "RS512"},
        "scopes": ["openid", "profile"],
        "vtr": ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"],
        "vtr_lower": ["P5.Cp.Cd", "P5.Cp.Ck", "P5.Cm", "P0.Cp.Cd", "P0.Cp.Ck", "P0.Cm"],
        "id_token_alg": ["RS512"],
    }


def _staff(stand_in: StandIn) -> dict[str, Any]:
    return {
        "key": STAFF,
        "kind": "staff",
        "name": "Trust sign-in",
        "issuer": stand_in.staff,
        "client_id": CLIENT,
        "auth": {"method": "client_secret_basic", "secret_file": str(stand_in.folder / "secret")},
        "scopes": ["openid", "profile", "nhsperson", "nationalrbacaccess", "selectedrole"],
        "acr": ["AAL2", "AAL3"],
        "id_token_alg": ["RS256"],
        "passkeys_too": True,
        "rules_claims": ["nhsid_nrbac_roles"],
    }


def _settings(stand_in: StandIn, address: str, secret: str) -> dict[str, Any]:
    waymark = {
        "client": CLIENT,
        "back": address + RETURN_PATH,
        "keys": address + KEYS_PATH,
        "logout": f"{address}/api/openid/{STAFF}/logout",
        "secret": secret,
    }
    return {"people_port": stand_in.people_port, "staff_port": stand_in.staff_port, "waymark": waymark}


def _rules() -> dict[str, Any]:
    asked = "nhsid_nrbac_roles.org_code=RX1"
    rules = [
        {"team": TEAM, "role": role, "claims": [asked, f"nhsid_nrbac_roles.role_code={code}"]}
        for role, code in ROLES.items()
    ]
    return {"provider": STAFF, "rules": rules}


def _secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32))
    return file.read_text()


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, indent=1))
