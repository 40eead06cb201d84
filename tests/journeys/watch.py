"""What must never happen on any page, noted while a journey is played and asked for at its end."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

# A breach of the Content-Security-Policy becomes an error of the console, and so a trouble like any other.
SPEAKS_OF_BREACHES = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy breached: ${event.violatedDirective} by ${event.blockedURI || event.sourceFile}`))
"""

# Every visit begins by asking who is signed in, and nobody may be.
NOBODY_SIGNED_IN = r"status of 401 .*/api/me$"


class Watch:
    """Errors on the console, breaches of the policy, requests to other places."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.allowed = [NOBODY_SIGNED_IN]
        self.troubles: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.troubles.append(f"not caught: {error.error}"))
        context.on("request", self._see)
        context.add_init_script(SPEAKS_OF_BREACHES)

    def allow(self, *patterns: str) -> None:
        """What this journey brings about on purpose, as regular expressions."""
        self.allowed.extend(patterns)

    def left(self) -> list[str]:
        """The troubles that nobody has allowed."""
        return [one for one in self.troubles if not any(re.search(pattern, one) for pattern in self.allowed)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"{message.text} {message.location.get('url', '')}")

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.troubles.append(f"request to {request.url}")
