"""An account's own devices: registering, listing, testing, removing. Row-level security shows no others."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from backend.audit import service as audit
from backend.core import clock, errors
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.limits import count_attempt
from backend.notifications.channels import channels
from backend.notifications.expansion import DEVICE_TEST
from backend.notifications.models import Device
from backend.notifications.push import Subscription
from backend.notifications.push_hosts import is_allowed
from backend.notifications.telling import tell

AUTH_BYTES = 16
HOST_WORDS = "This browser's push service is not one that we know, so we cannot send to it."
KEYS_WORDS = "This browser gave keys that do not work."
GONE_FOR = timedelta(days=30)
NO_DEVICE = "We could not find that device."


def list_devices(actor: Actor) -> dict[str, Any]:
    """The actor's devices, the newest first, and those that their push services gave up lately."""
    lately = clock.now() - GONE_FOR
    wanted = or_(Device.removed_at.is_(None), and_(Device.removed_because == "gone", Device.removed_at > lately))
    mine = select(Device).where(Device.account_id == actor.account_id, wanted).order_by(Device.created_at.desc())
    found = db.session.scalars(mine).all()
    live = [device for device in found if device.removed_at is None]
    gone = [device for device in found if device.removed_at is not None and not _is_back(device, live)]
    return {"devices": [_view(device) for device in live], "gone": [_gone_view(device) for device in gone]}


def _is_back(gone: Device, live: Collection[Device]) -> bool:
    """Messages were turned on again, as far as one can tell by its name: the browser got a new subscription then."""
    since = gone.removed_at or gone.created_at
    return any(device.label == gone.label and device.created_at >= since for device in live)


def put_device(actor: Actor, device_id: uuid.UUID, label: str, to: Subscription) -> tuple[dict[str, Any], bool]:
    """Register a browser for pushes. Returns the device, and whether it is new.

    A subscription belongs to a browser, not to a person: one that another account registered before moves here.
    """
    _check_subscription(to)
    known = db.session.get(Device, device_id)
    if known is not None:
        return _view(_check_same(known, label, to)), False
    device = _new_device(actor, device_id, label, to)
    db.session.execute(select(func.release_endpoint(device.endpoint_index, device_id, device.created_at)))
    _insert(device)
    audit.record_act(actor, "notifications.device_added", subject_id=device_id)
    return _view(device), True


def remove_device(actor: Actor, device_id: uuid.UUID) -> None:
    """Send nothing more to this device, or name it no longer when it is gone. Removing it again is harmless."""
    device = _find(device_id)
    if device.removed_at is None or device.removed_because == "gone":
        device.removed_at, device.removed_because = device.removed_at or clock.now(), "removed"
        audit.record_act(actor, "notifications.device_removed", subject_id=device_id)


def test_device(actor: Actor, device_id: uuid.UUID) -> uuid.UUID:
    """Send a test push to this device alone. Returns the id of its delivery."""
    count_attempt(DEVICE_TEST, str(actor.account_id), at_most=20, within=timedelta(minutes=10))
    device = _find(device_id)
    if device.removed_at is not None:
        raise errors.NotFound(NO_DEVICE)
    audit.record_act(actor, "notifications.device_tested", subject_id=device_id)
    return tell(actor.account_id, DEVICE_TEST, device_id, urgent=True)


def with_confirmed_device(account_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these colleagues of the acting account have a device that has shown a push."""
    return set(db.session.scalars(select(func.with_confirmed_device(list(account_ids)))))


def _find(device_id: uuid.UUID) -> Device:
    device = db.session.get(Device, device_id)
    if device is None:
        raise errors.NotFound(NO_DEVICE)
    return device


def _check_subscription(to: Subscription) -> None:
    if not is_allowed(to.endpoint, channels.config.push_hosts):
        raise errors.Invalid(fields={"subscription.endpoint": [HOST_WORDS]})
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes_of(to.p256dh))
        auth = _bytes_of(to.auth)
    except ValueError:
        auth = b""
    if len(auth) != AUTH_BYTES:
        raise errors.Invalid(fields={"subscription.keys": [KEYS_WORDS]})


def _bytes_of(base64url: str) -> bytes:
    return base64.urlsafe_b64decode(base64url + "=" * (-len(base64url) % 4))


def _check_same(known: Device, label: str, to: Subscription) -> Device:
    same = (known.label, known.endpoint, known.p256dh, known.auth) == (label, to.endpoint, to.p256dh, to.auth)
    if not same or known.removed_at is not None:
        raise errors.IdTaken("This device was registered differently before.")
    return known


def _new_device(actor: Actor, device_id: uuid.UUID, label: str, to: Subscription) -> Device:
    device = Device(id=device_id, account_id=actor.account_id, created_at=clock.now())
    device.label, device.endpoint, device.p256dh, device.auth = label, to.endpoint, to.p256dh, to.auth
    device.endpoint_index = vault.blind_index("push_endpoint", to.endpoint)
    return device


def _insert(device: Device) -> None:
    """Add the row, unless another account holds that id, which is the same answer as for other content."""
    columns = {column.key: getattr(device, column.key) for column in Device.__table__.columns}
    added = db.session.scalar(
        insert(Device).values(**columns).on_conflict_do_nothing(index_elements=["id"]).returning(Device.id)
    )
    if added is None:
        raise errors.IdTaken


def _view(device: Device) -> dict[str, Any]:
    return {
        "id": device.id,
        "label": device.label,
        "created_at": device.created_at,
        "last_confirmed_at": device.last_confirmed_at,
        "is_working": device.failing_since is None,
    }


def _gone_view(device: Device) -> dict[str, Any]:
    return {"id": device.id, "label": device.label, "gone_at": device.removed_at}
