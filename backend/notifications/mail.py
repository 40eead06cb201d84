"""E-mail over SMTP. The server's address, name and password come in one URL."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

from backend.notifications.outcomes import HANDED_OVER, Outcome, again, refused

TIMEOUT_SECONDS = 10
SUBJECT = "Waymark"
PERMANENT = 500


class MailSender:
    """`smtp://user:password@host:port` (STARTTLS where the server offers it; without it no password is sent),
    `smtps://…` (TLS from the start).
    """

    def __init__(self, url: str, sender: str) -> None:
        self.at, self.sender = urlsplit(url), sender

    def send(self, to: str, words: str) -> Outcome:
        """Hand one message to the mail server."""
        try:
            with self._connect() as server:
                server.send_message(self._letter(to, words))
        except smtplib.SMTPRecipientsRefused as problem:
            return _answered(max((code for code, _ in problem.recipients.values()), default=PERMANENT))
        except smtplib.SMTPResponseException as problem:
            return _answered(problem.smtp_code)
        except smtplib.SMTPNotSupportedError:
            return refused("mail_not_supported")
        except (smtplib.SMTPException, OSError):
            return again("mail_unreachable")
        except ValueError:
            return refused("mail_bad_address")
        return HANDED_OVER

    def _connect(self) -> smtplib.SMTP:
        server = _open(self.at)
        try:
            if self.at.scheme == "smtp":
                server.ehlo()
                if server.has_extn("starttls"):
                    server.starttls(context=ssl.create_default_context())
            if self.at.username:
                self._log_in(server)
        except BaseException:
            server.close()
            raise
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        if not isinstance(server.sock, ssl.SSLSocket):
            raise smtplib.SMTPNotSupportedError("no TLS, so no password")
        server.login(unquote(self.at.username or ""), unquote(self.at.password or ""))

    def _letter(self, to: str, words: str) -> EmailMessage:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self.sender, to, SUBJECT
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=self.sender.rpartition("@")[2])
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(words)
        return letter


def _open(at: SplitResult) -> smtplib.SMTP:
    host = at.hostname or "localhost"
    if at.scheme == "smtps":
        return smtplib.SMTP_SSL(host, at.port or 465, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, at.port or 25, timeout=TIMEOUT_SECONDS)


def _answered(code: int) -> Outcome:
    return refused("mail_refused", code) if code >= PERMANENT else again("mail_busy", code)
