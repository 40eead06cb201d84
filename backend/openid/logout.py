"""A provider's word that somebody signed out there. Every session that she began by it ends at once; nobody needs to be here.

The race with somebody who is signing in at the same instant is decided in the database: both wait for each other, by subject
and by the provider's session. Either the notice finds her new session and ends it, or she finds the notice and has to begin
anew. A notice about one session of the provider's counts for any proof from that; one about all of hers counts for whatever
was begun before it came.
"""

from __future__ import annotations

from datetime import timedelta

import structlog
from sqlalchemy import func, select, text

from backend.audit import service as audit
from backend.core import clock, limits
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Malformed
from backend.core.work import without_connection
from backend.openid import identities, protocol, providers, turns
from backend.openid.protocol import LogoutToken
from backend.openid.providers import Provider
from backend.openid.refusals import ProofRefused

log = structlog.get_logger()

# Longer than any start is under way, and than any such notice is good for.
KEPT_FOR = timedelta(days=1)
# For one address: a whole trust may go home within these minutes.
MOST, WITHIN = 3000, timedelta(minutes=10)
END = text("SELECT account_id, session_id FROM end_sessions_of_identity(:subject, :sid, :everything, :at)")


class NoticeRefused(Malformed):
    """It does not hold, or was taken before. Which one it was stays in the log."""

    code = "openid.refused"
    words = "This notice does not hold."


def end_by_provider(key: str, token: str, origin: str) -> None:
    """End what the notice names. Raises NoticeRefused, ProviderAway, ClockOff."""
    provider = providers.provider_of(key)
    limits.count_attempt("openid.logout", vault.blind_index("origin", origin).hex(), at_most=MOST, within=WITHIN)
    said = _read(provider, token)
    if not _take_once(provider, said):
        log.warning("openid.refused", provider=provider.key, reason="jti")
        raise NoticeRefused
    ended = db.session.execute(
        END,
        {
            "subject": identities.subject_fingerprint(provider, said.subject),
            "sid": identities.sid_fingerprint(provider, said.sid),
            "everything": provider.kind == "staff" and not provider.passkeys_too,
            "at": clock.now(),
        },
    ).all()
    for row in ended:
        audit.record_act(
            None, "openid.ended_by_provider", account_id=row.account_id, subject_id=row.session_id, provider=key
        )


def _read(provider: Provider, token: str) -> LogoutToken:
    try:
        with turns.one_of_few(), without_connection():
            return protocol.read_logout(provider, token, clock.now())
    except ProofRefused:
        raise NoticeRefused from None


def _take_once(provider: Provider, said: LogoutToken) -> bool:
    """Whether it is new."""
    now = clock.now()
    jti = vault.blind_index("openid.jti", f"{provider.issuer}\n{said.jti}")
    subject = identities.subject_fingerprint(provider, said.subject)
    sid = identities.sid_fingerprint(provider, said.sid)
    return bool(db.session.scalar(select(func.take_logout(jti, subject, sid, now, now + KEPT_FOR))))
