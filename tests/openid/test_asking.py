"""A provider that is down, slow, or sends too much: we wait five seconds in all, read so much and no more, and go nowhere else."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backend.openid import asking, discovery
from backend.openid.refusals import ProofRefused, ProviderAway
from tests.openid.proving import begin, prove, refused
from tests.openid.standing_in import StandIn

AWAY = "openid.provider_away"
ENDS = ["openid-configuration", "jwks", "token", "userinfo"]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> float:
    """The same with half a second in all."""
    monkeypatch.setattr(asking, "WHOLE_SECONDS", 0.5)
    return 0.5


def way(one: StandIn) -> tuple[str, str | None]:
    """How a whole sign-in is refused, wherever that happens."""
    try:
        start = begin(one)
    except (ProviderAway, ProofRefused) as refusal:
        return refusal.code, refusal.reason
    return refused(one, start)


def test_five_seconds_in_all() -> None:
    assert (asking.CONNECT_SECONDS, asking.WHOLE_SECONDS) == (3.0, 5.0)


@pytest.mark.parametrize("name", ENDS)
def test_slow_to_answer(nhs_login: StandIn, impatient: float, name: str) -> None:
    nhs_login.wrong(slow={name: 5})
    began = time.monotonic()
    assert way(nhs_login) == (AWAY, "slow")
    assert time.monotonic() - began < 2.5
    assert discovery.is_away("nhs-login")


@pytest.mark.parametrize("name", ENDS)
def test_a_letter_at_a_time(nhs_login: StandIn, impatient: float, name: str) -> None:
    """Each read is quick; together they would take minutes."""
    nhs_login.wrong(drips={name: 0.05})
    began = time.monotonic()
    assert way(nhs_login) == (AWAY, "slow")
    assert time.monotonic() - began < 2.5


@pytest.mark.parametrize("name", ENDS)
@pytest.mark.parametrize("to", ["https://elsewhere.example/", "http://127.0.0.1:1/", "/token", "//elsewhere.example"])
def test_nobody_sends_us_elsewhere(nhs_login: StandIn, name: str, to: str) -> None:
    nhs_login.wrong(redirect={name: to})
    assert way(nhs_login) == (AWAY, "redirect")
    assert [each for each, _ in nhs_login.asked].count(name) == 1


@pytest.mark.parametrize("name", ENDS)
@pytest.mark.parametrize("status", [500, 502, 503, 404, 403, 429])
def test_errors(nhs_login: StandIn, name: str, status: int) -> None:
    nhs_login.wrong(status={name: status}, body={name: b"<h1>Sorry</h1>"})
    assert way(nhs_login) == (AWAY, "status")


@pytest.mark.parametrize("status", [500, 404, 201])
def test_an_error_with_a_good_body_is_an_error(nhs_login: StandIn, status: int) -> None:
    nhs_login.wrong(status={"token": status})
    if status < 400:
        assert prove(nhs_login).subject == "somebody"
    else:
        assert way(nhs_login) == (AWAY, "status")


@pytest.mark.parametrize("name", ["token", "userinfo"])
@pytest.mark.parametrize("body", [b"", b"hello", b"[]", b"7", b"null", b'{"sub":', b"\xff\xfe\x00", b"[" * 50_000])
def test_garbage(nhs_login: StandIn, name: str, body: bytes) -> None:
    nhs_login.wrong(body={name: body})
    assert way(nhs_login) == (AWAY, "nonsense")


@pytest.mark.parametrize(("name", "most"), [(ENDS[0], 256), ("jwks", 256), ("token", 64), ("userinfo", 64)])
def test_more_than_we_read(nhs_login: StandIn, name: str, most: int) -> None:
    nhs_login.wrong(body={name: b" " * (most * 1024 + 1)})
    assert way(nhs_login) == ("openid.refused", "size")
    nhs_login.wrong(body={name: b" " * (most * 1024)})
    assert way(nhs_login) == (AWAY, "nonsense")


def test_down(nhs_login: StandIn) -> None:
    begin(nhs_login)
    nhs_login.stop()
    assert way(nhs_login) == (AWAY, "down")


# Answers that a well-meant server would never give.


@contextmanager
def bare_server(answer: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Its address. The caller's line is handed to `answer`, and closed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)

        def serve() -> None:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line:
                try:
                    said = tls.wrap_socket(line, server_side=True) if tls else line
                    with said:
                        said.recv(65536)
                        answer(said)
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"{'https' if tls else 'http'}://127.0.0.1:{listening.getsockname()[1]}"
        listening.close()
        thread.join(6)


def ask(one: StandIn, issuer: str) -> str:
    discovery.forget()
    with pytest.raises((ProviderAway, ProofRefused)) as stopped:
        discovery.about(replace(one.provider, issuer=issuer))
    return stopped.value.reason


def drip_headers(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        line.sendall(f"X-{number}: a\r\n".encode())
        time.sleep(0.05)


def test_headers_without_end(nhs_login: StandIn, impatient: float) -> None:
    began = time.monotonic()
    with bare_server(drip_headers) as issuer:
        assert ask(nhs_login, issuer) == "slow"
        assert time.monotonic() - began < 2.5


BARE: dict[str, tuple[bytes, set[str]]] = {
    "no word": (b"", {"down"}),
    "no HTTP": (b"hello\r\n\r\n", {"down"}),
    "half a body": (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", {"down", "nonsense"}),
    "packed": (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", {"issuer", "nonsense"}),
    "two lengths": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        {"issuer", "down", "nonsense"},
    ),
    "a length that is none": (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}", {"issuer", "nonsense", "down"}),
    "chunks without end": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"ffff\r\n" + b" " * 65535 + b"\r\n" * 1,
        {"down"},
    ),
    "chunks of nonsense": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", {"down", "nonsense"}),
    "a header without end": (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000, {"down"}),
}


@pytest.mark.parametrize("name", BARE)
def test_broken_answers(nhs_login: StandIn, impatient: float, name: str) -> None:
    sent, reasons = BARE[name]
    with bare_server(lambda line: line.sendall(sent)) as issuer:
        assert ask(nhs_login, issuer) in reasons


def test_chunks_beyond_what_we_read(nhs_login: StandIn) -> None:
    def flood(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(400):
            line.sendall(b"1000\r\n" + b" " * 4096 + b"\r\n")

    with bare_server(flood) as issuer:
        assert ask(nhs_login, issuer) == "size"


# What surrounds us has no say.


def test_no_proxy_and_no_netrc_of_the_surroundings(
    nhs_login: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login alex password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "nothing"))
    assert prove(nhs_login).subject == "somebody"


def test_a_certificate_that_does_not_hold(nhs_login: StandIn, impatient: float) -> None:
    """TLS is asked for, and what answers speaks none."""
    with bare_server(lambda line: line.sendall(b"hello")) as issuer:
        assert ask(nhs_login, issuer.replace("http://", "https://")) == "tls"


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ssl.SSLContext:
    """A certificate for this machine, which this process trusts as it trusts the world's."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")])
    built = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = built.add_extension(here, critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    (tmp_path / "cert").write_bytes(signed.public_bytes(pem))
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key").write_bytes(plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(tmp_path / "cert"))
    return context


def elsewhere(line: socket.socket) -> None:
    line.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 31\r\n\r\n{"issuer": "https://a.example"} ')


def test_over_tls(nhs_login: StandIn, trusted: ssl.SSLContext) -> None:
    with bare_server(elsewhere, trusted) as issuer:
        assert ask(nhs_login, issuer) == "issuer"


def test_a_certificate_of_nobody(nhs_login: StandIn, trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with bare_server(elsewhere, trusted) as issuer:
        assert ask(nhs_login, issuer) == "tls"


def test_headers_without_end_over_tls(nhs_login: StandIn, trusted: ssl.SSLContext, impatient: float) -> None:
    began = time.monotonic()
    with bare_server(drip_headers, trusted) as issuer:
        assert ask(nhs_login, issuer) == "slow"
        assert time.monotonic() - began < 2.5


def test_nobody_says_hello(nhs_login: StandIn, impatient: float) -> None:
    """It takes the line, and never agrees on TLS."""
    began = time.monotonic()
    with bare_server(lambda _: time.sleep(2)) as issuer:
        assert ask(nhs_login, issuer.replace("http://", "https://")) == "slow"
        assert time.monotonic() - began < 2.5


def test_tls_is_always_verified(monkeypatch: pytest.MonkeyPatch, nhs_login: StandIn) -> None:
    seen = list[dict[str, Any]]()
    send = requests.adapters.HTTPAdapter.send

    def watch(self: Any, request: Any, **how: Any) -> Any:
        seen.append(how)
        return send(self, request, **how)

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", watch)
    prove(nhs_login)
    assert len(seen) == 4
    assert all(how["verify"] is True and how["timeout"] == (3.0, 5.0) for how in seen)


def test_without_a_provider_on_this_machine_no_http_at_all(nhs_login: StandIn) -> None:
    session = requests.Session()
    provider = replace(nhs_login.provider, issuer="https://login.example")
    with pytest.raises(ProviderAway), asking.errand(provider, session):
        session.get(nhs_login.issuer)
    assert nhs_login.asked == []


def test_no_threads_and_no_lines_are_left(nhs_login: StandIn, impatient: float) -> None:
    before = threading.active_count()
    for _ in range(3):
        prove(nhs_login)
    time.sleep(0.1)
    assert threading.active_count() <= before + 1
