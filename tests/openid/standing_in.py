"""A provider that stands in for NHS login or a trust's own sign-in, on this machine, and misbehaves in any way it is told to.

    with stand_in(kind="people") as nhs_login, offered(config, nhs_login):
        nhs_login.says(subject="alex", claims={"nhs_number": "9000000009"}, level="P9")
        begun = client.post("/api/openid/nhs-login/begin", {"purpose": "sign_in"})
        client.post("/api/openid/finish", nhs_login.answer_for(begun["address"]))

`nhs_login.wrong(token={"iss": "https://elsewhere.example"})`, `wrong(alg="none")`, `wrong(status={"token": 500})` and so on
hold from then on; `wrong()` takes everything back. See `Wrongs` for all that can be wrong.
"""

from __future__ import annotations

import atexit
import base64
import hashlib
import hmac
import json
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwe, jws, jwt
from joserfc.jwk import KeySet, RSAKey

from backend.config import Config
from backend.openid import client_keys, discovery, providers
from backend.openid.client_keys import ClientKeys
from backend.openid.providers import Provider

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
ABSENT = object()  # In place of a claim's value: leave the claim out.
SECRET = "between-the-two-of-us"


@dataclass
class Wrongs:
    """What is wrong with the provider. The keys of `status`, `body`, `slow`, `drips`, `redirect` are the ends of its addresses:
    "openid-configuration", "jwks", "token", "userinfo"."""

    token: dict[str, Any] = field(default_factory=dict)  # claims of the ID token; ABSENT leaves one out
    userinfo: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)  # of the ID token
    answer: dict[str, Any] = field(default_factory=dict)  # of the token endpoint; ABSENT leaves one out
    alg: str | None = None  # "none", "HS256" (signed with the public key)
    stranger: bool = False  # signed by another key under the published key's name
    encrypted: bool = False
    nested: bool = False
    clock_off: float = 0  # seconds; tokens and the Date header follow
    status: dict[str, int] = field(default_factory=dict)
    body: dict[str, bytes] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)  # seconds before it answers
    drips: dict[str, float] = field(default_factory=dict)  # seconds between the letters of its answer
    redirect: dict[str, str] = field(default_factory=dict)
    error: str | None = None  # the token endpoint's word, such as "invalid_grant"


@dataclass(frozen=True)
class _Person:
    subject: str
    claims: dict[str, Any]
    level: str
    in_token: dict[str, Any]
    sid: str


class StandIn:
    """One provider. `settings` is its entry in the providers file; `keys_file` holds the keys by which we prove who we are."""

    def __init__(self, kind: str, folder: Path, **settings: Any) -> None:
        self.kind, self.folder = kind, folder
        self.key_pairs = [_key_pair(kind, 0)]
        self._rolled = 0
        self._provider: Provider | None = None
        self.wrongs = Wrongs()
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.assertions: list[dict[str, Any]] = []
        self._codes: dict[str, tuple[dict[str, str], _Person]] = {}
        self._access: dict[str, _Person] = {}
        self._stopping = threading.Event()
        self._server = _listen(self, 0)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self.keys_file = _our_keys_file()
        (folder / "secret").write_text(SECRET + "\n")
        self.settings = {**_settings(kind, self.issuer, folder / "secret"), **settings}
        self.file = folder / "providers.json"
        self.file.write_text(json.dumps({"providers": [self.settings]}))
        self.says()

    # What a test says.

    def says(
        self,
        subject: str = "somebody",
        claims: dict[str, Any] | None = None,
        level: str | None = None,
        *,
        in_token: dict[str, Any] | None = None,
        sid: str | None = None,
    ) -> None:
        """Who signs in next. `claims` are in userinfo, `in_token` in the ID token; `level` is P9, P5, P0, or the acr."""
        level = level or ("P9" if self.kind == "people" else "AAL2")
        self._person = _Person(subject, claims or {}, level, in_token or {}, sid or secrets.token_hex(8))

    def wrong(self, **how: Any) -> None:
        """What is wrong from now on. With nothing: all is well again."""
        self.wrongs = Wrongs(**how)

    def roll_keys(self, *, keep: bool = True) -> None:
        """Sign with a new key from now on; `keep` publishes the old one, too."""
        self._rolled += 1
        fresh = _key_pair(self.kind, self._rolled)
        self.key_pairs = [fresh, *self.key_pairs] if keep else [fresh]

    def code_for(self, address: str) -> str:
        """The person signs in at that address: the code that the browser would bring back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = secrets.token_urlsafe(16)
        self._codes[code] = (asked, self._person)
        return code

    def answer_for(self, address: str, **more: Any) -> dict[str, Any]:
        """All that the browser would bring back from there, as the page sends it on."""
        return {"code": self.code_for(address), "state": dict(parse_qsl(urlsplit(address).query))["state"], **more}

    def logout_token(self, subject: Any = None, sid: Any = None, **claims: Any) -> str:
        """A logout token. Further claims replace its own, ABSENT leaves one out; `wrongs` hold here too."""
        now = int(time.time() + self.wrongs.clock_off)
        said = {"iss": self.issuer, "aud": self.settings["client_id"], "iat": now, "exp": now + 120}
        said |= {"jti": secrets.token_hex(8), "events": {LOGOUT_EVENT: {}}, "sub": subject, "sid": sid}
        said = {name: value for name, value in said.items() if value is not None} | claims
        return self._sign(_present(said), typ="logout+jwt")

    @property
    def provider(self) -> Provider:
        """This provider as our own reader of files sees it. Read once: checking a key pair takes a while."""
        if self._provider is None or self._provider.keys_file not in (None, self.keys_file):
            read = providers.read_providers(self.file, address="http://localhost:8000", keys_file=self.keys_file)
            self._provider = read[0]
        return self._provider

    def stop(self) -> None:
        """Nobody answers any more."""
        if not self._stopping.is_set():
            self._stopping.set()
            self._server.shutdown()
            self._server.server_close()

    def come_back(self) -> None:
        """Answer again, at the same address."""
        self._stopping.clear()
        self._server = _listen(self, urlsplit(self.issuer).port or 0)

    # What the provider answers.

    def answer(self, name: str, form: dict[str, str], headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and body of one of its addresses."""
        self.asked.append((name, form))
        if name == "openid-configuration":
            return 200, self._metadata()
        if name == "jwks":
            return 200, {"keys": [{**key.as_dict(private=False), "use": "sig"} for key in self.key_pairs]}
        if name == "token":
            return self._token(form, headers)
        if name == "userinfo":
            return self._userinfo(headers)
        return 404, {}

    def _metadata(self) -> dict[str, Any]:
        ends = {f"{end}_endpoint": f"{self.issuer}/{end}" for end in ("authorization", "token", "userinfo")}
        said = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **ends}
        said["id_token_signing_alg_values_supported"] = list(self.settings["id_token_alg"])
        said["response_types_supported"] = ["code"]
        if self.kind == "staff":
            said["code_challenge_methods_supported"] = ["S256"]
        return _present(said | self.wrongs.metadata)

    def _token(self, form: dict[str, str], headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        error = self.wrongs.error or self._client_error(form, headers)
        if error:
            return 401 if error == "invalid_client" else 400, {"error": error}
        asked, person = self._codes.pop(form.get("code", ""), (None, None))
        if asked is None or person is None or not _fits(asked, form):
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(32)
        self._access[access] = person
        said = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        said["id_token"] = self._id_token(asked, person, access)
        return 200, _present(said | self.wrongs.answer)

    def _client_error(self, form: dict[str, str], headers: dict[str, str]) -> str | None:
        method, client_id = self.settings["auth"]["method"], self.settings["client_id"]
        if method == "client_secret_basic":
            pair = base64.b64decode(headers.get("Authorization", "").removeprefix("Basic ")).decode()
            return None if pair == f"{client_id}:{SECRET}" else "invalid_client"
        if method == "client_secret_post":
            sent = (form.get("client_id"), form.get("client_secret"))
            return None if sent == (client_id, SECRET) else "invalid_client"
        return None if self._takes(form.get("client_assertion", "")) else "invalid_client"

    def _takes(self, assertion: str) -> bool:
        """Whether the assertion is as NHS login wants it: RS512, for this address, short, and new."""
        ours = client_keys.client_keys(self.keys_file)
        read = jwt.decode(assertion, KeySet.import_key_set(cast("Any", ours.public())), ["RS512"])
        said, kids, now = read.claims, [key.kid for key in ours.keys], time.time()
        is_new = said["jti"] not in {one["jti"] for one in self.assertions}
        self.assertions.append({**said, "kid": read.header.get("kid")})
        names = {said["iss"], said["sub"]} == {self.settings["client_id"]}
        in_time = now - 60 < said["iat"] <= said["exp"] <= now + 300
        for_us = said["aud"] == f"{self.issuer}/token" and read.header.get("kid") in kids
        return is_new and names and in_time and for_us

    def _id_token(self, asked: dict[str, str], person: _Person, access: str) -> str:
        now = int(time.time() + self.wrongs.clock_off)
        said: dict[str, Any] = {"iss": self.issuer, "sub": person.subject, "aud": self.settings["client_id"]}
        said |= {"iat": now, "exp": now + 300, "nonce": asked.get("nonce"), "sid": person.sid, "auth_time": now}
        said |= self._level(asked, person) | person.in_token | {"at_hash": self._half_hash(access)}
        return self._sign(_present(said | self.wrongs.token))

    def _level(self, asked: dict[str, str], person: _Person) -> dict[str, str]:
        if self.kind == "staff":
            return {"acr": person.level}
        fitting = [vector for vector in json.loads(asked.get("vtr", "[]")) if vector.startswith(person.level + ".")]
        vot = (fitting or [f"{person.level}.Cp.Cd"])[0]
        return {"vot": vot, "vtm": f"{self.issuer}/trustmark", "identity_proofing_level": person.level}

    def _half_hash(self, access: str) -> str:
        alg = self.settings["id_token_alg"][0]
        digest = hashlib.new(f"sha{alg[2:]}", access.encode()).digest()
        return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()

    def _sign(self, said: dict[str, Any], typ: str = "JWT") -> str:
        alg, key = self.wrongs.alg or self.settings["id_token_alg"][0], self.key_pairs[0]
        header = {"alg": alg, "kid": key.kid, "typ": typ} | self.wrongs.header
        header, registry = _present(header), jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
        registry.max_header_length = 10**6
        if alg == "none":
            return ".".join((_part(header), _part(said), ""))
        if alg.startswith("HS"):
            return _by_hand(header, said, f"sha{alg[2:]}", key.as_pem(private=False))
        signer = _key_pair("stranger", 0) if self.wrongs.stranger else key
        token = jws.serialize_compact(header, json.dumps(said).encode(), signer, registry=registry)
        if self.wrongs.nested:
            outer = header if "cty" in self.wrongs.header else {**header, "cty": "JWT"}
            return jws.serialize_compact(outer, token.encode(), signer, registry=registry)
        if self.wrongs.encrypted:
            ours = client_keys.client_keys(self.keys_file).current
            return jwe.encrypt_compact({"alg": "RSA-OAEP", "enc": "A256GCM"}, token.encode(), ours)
        return token

    def _userinfo(self, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        person = self._access.get(headers.get("Authorization", "").removeprefix("Bearer "))
        if person is None:
            return 401, {"error": "invalid_token"}
        return 200, _present({"sub": person.subject, **person.claims} | self.wrongs.userinfo)


@contextmanager
def stand_in(kind: str = "people", **settings: Any) -> Iterator[StandIn]:
    """A provider that answers until the block ends. `settings` replace entries of its place in the providers file."""
    with TemporaryDirectory() as folder:
        provider = StandIn(kind, Path(folder), **settings)
        discovery.forget()
        try:
            yield provider
        finally:
            provider.stop()
            discovery.forget()


@contextmanager
def offered(config: Config, *stand_ins: StandIn) -> Iterator[tuple[Provider, ...]]:
    """This process offers these providers, and no others, until the block ends."""
    before = providers.all_providers()
    with TemporaryDirectory() as folder, ExitStack() as stack:
        stack.callback(providers.offer, before)
        file = Path(folder) / "providers.json"
        file.write_text(json.dumps({"providers": [one.settings for one in stand_ins]}))
        # All of them know us by the same keys: those of the first.
        for one in stand_ins[1:]:
            one.keys_file = stand_ins[0].keys_file
        keys_file = stand_ins[0].keys_file if stand_ins else None
        providers.use_providers(replace(config, providers_file=file, openid_keys_file=keys_file))
        yield providers.all_providers()


class _Handler(BaseHTTPRequestHandler):
    provider: StandIn

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self._answer(dict(parse_qsl(sent)))

    def _answer(self, form: dict[str, str]) -> None:
        name, wrongs = urlsplit(self.path).path.rsplit("/", 1)[-1], self.provider.wrongs
        status, said = self.provider.answer(name, form, dict(self.headers))
        self.provider._stopping.wait(wrongs.slow.get(name, 0))
        body = wrongs.body.get(name, json.dumps(said).encode())
        status = 302 if name in wrongs.redirect else wrongs.status.get(name, status)
        try:
            self.send_response(status)
            if name in wrongs.redirect:
                self.send_header("Location", wrongs.redirect[name])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self._write(body, wrongs.drips.get(name, 0))
        except OSError:
            self.close_connection = True  # Whoever asked is gone.

    def _write(self, body: bytes, pause: float) -> None:
        if not pause:
            self.wfile.write(body)
            return
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            if self.provider._stopping.wait(pause):
                return

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(time.time() + self.provider.wrongs.clock_off)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def _listen(provider: StandIn, port: int) -> ThreadingHTTPServer:
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


def _settings(kind: str, issuer: str, secret_file: Path) -> dict[str, Any]:
    if kind == "people":
        return {
            "key": "nhs-login",
            "kind": "people",
            "name": "NHS login",
            "issuer": issuer,
            "client_id": "waymark",
            "auth": {"method": "private_key_jwt", "alg": "RS512"},
            "scopes": ["openid", "profile", "email"],
            "vtr": ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"],
            "vtr_lower": ["P5.Cp.Cd", "P5.Cp.Ck", "P5.Cm", "P0.Cp.Cd", "P0.Cp.Ck", "P0.Cm"],
            "id_token_alg": ["RS512"],
        }
    return {
        "key": "trust-staff",
        "kind": "staff",
        "name": "Trust sign-in",
        "issuer": issuer,
        "client_id": "waymark-staff",
        "auth": {"method": "client_secret_basic", "secret_file": str(secret_file)},
        "scopes": ["openid", "profile"],
        "acr": ["AAL2", "AAL3"],
        "id_token_alg": ["RS256", "PS256", "ES256"],
        "passkeys_too": True,
        "organisation": None,
        "rules_claims": ["nationalrbacaccess", "selectedrole", "groups"],
    }


def _fits(asked: dict[str, str], form: dict[str, str]) -> bool:
    if form.get("redirect_uri") != asked.get("redirect_uri") or form.get("grant_type") != "authorization_code":
        return False
    challenge = asked.get("code_challenge")
    if challenge is None:
        return "code_verifier" not in form
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    return challenge == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _present(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not ABSENT}


def _part(said: dict[str, Any]) -> str:
    return _letters(json.dumps(said).encode())


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _by_hand(header: dict[str, Any], said: dict[str, Any], digest: str, public_key: bytes) -> str:
    """Signed with the public key as if it were a secret: the old trick, which the library would not lend its hand to."""
    signed = f"{_part(header)}.{_part(said)}"
    return f"{signed}.{_letters(hmac.digest(public_key, signed.encode(), digest))}"


@cache
def _our_keys_file() -> Path:
    """One for all tests of a process. Who rotates keys needs a file of her own."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    ours = _key_pair("ours", 0)
    client_keys.write_client_keys(ClientKeys((ours,), str(ours.kid)), folder / "openid-keys.json")
    return folder / "openid-keys.json"


@cache
def _key_pair(whose: str, number: int) -> RSAKey:
    """A key pair by its place. Making one takes a while, so each is made once."""
    return RSAKey.generate_key(2048, auto_kid=True)
