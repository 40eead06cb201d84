"""Which push services we talk to. An endpoint comes from a browser, so without this list it could point anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

HOST = re.compile(r"[a-z0-9.-]+")
HTTPS_PORTS = (None, 443)


def is_allowed(endpoint: str, hosts: Collection[str]) -> bool:
    """Whether we may send to this endpoint: https, on a listed host or below one.

    A host that is listed with a port (`127.0.0.1:9012`, in WAYMARK_PUSH_HOSTS only) matches exactly and may be http:
    that is for a push service on the same machine, in tests. Nothing with a user, a strange letter or another port
    passes.
    """
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if "@" in parts.netloc or not HOST.fullmatch(host):
        return False
    if ":" in parts.netloc and parts.netloc in hosts:
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and port in HTTPS_PORTS and any(_matches(host, listed) for listed in hosts)


def _matches(host: str, listed: str) -> bool:
    return host == listed or host.endswith(f".{listed}")
