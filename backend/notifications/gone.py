"""A push service says that a device is no more: its owner is told by whatever else leads to them, and other slices hear of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

import structlog

from backend.core.db import db
from backend.notifications.models import Device
from backend.notifications.telling import send_soon, write_notice

log = structlog.get_logger()

DEVICE_GONE = "device.gone"

# The account, its device, and when.
GoneHook = Callable[[uuid.UUID, uuid.UUID, datetime], None]

_hooks: list[GoneHook] = []


def when_device_gone(hook: GoneHook) -> None:
    """Have `hook(account_id, device_id, at)` called, in the worker, when a push service says that a device is no more.

    It runs in the transaction that removes the device; one that fails is logged and takes nothing back but its own.
    """
    if hook not in _hooks:
        _hooks.append(hook)


def pass_on_gone(device: Device, at: datetime) -> None:
    """Call the hooks."""
    for hook in _hooks:
        try:
            with db.session.begin_nested():
                hook(device.account_id, device.id, at)
        except Exception as problem:  # noqa: BLE001 what another slice makes of it must not undo what is recorded here
            log.error("device_gone_not_passed_on", kind=type(problem).__name__)


def tell_owner(device: Device) -> None:
    """A quiet message by their other ways in; the list of devices says which it was and what to do."""
    send_soon([write_notice(device.account_id, DEVICE_GONE, device.id, urgent=False)])
