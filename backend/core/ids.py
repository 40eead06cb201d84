"""Identifiers: UUIDv7, so that newer rows sort after older ones and devices can make their own."""

from __future__ import annotations

import secrets
import uuid

import uuid_utils.compat


def new_id() -> uuid.UUID:
    """A fresh UUIDv7."""
    return uuid_utils.compat.uuid7()


def new_token() -> str:
    """A secret for a link or a cookie: 256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)
