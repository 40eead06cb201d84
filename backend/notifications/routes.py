"""Routes of this slice, and the demo's page of messages."""

from __future__ import annotations

import uuid
from typing import Any

from flask import request
from flask_smorest import Blueprint

from backend.core import http
from backend.notifications import schemas, service
from backend.notifications.push import Subscription

blp = Blueprint("notifications", __name__, url_prefix="/api")
receipts = Blueprint("receipts", __name__, url_prefix="/api/notify")
demo = Blueprint("demo", __name__, url_prefix="/api/demo")


@blp.route("/service")
@http.anybody
@blp.response(200, schemas.ServiceView)
def service_view() -> dict[str, Any]:
    """The service's name, its key for pushes and the crisis numbers: needed before anybody signs in."""
    return service.service_view()


@blp.route("/devices")
@http.signed_in
@blp.response(200, schemas.DeviceList)
def list_devices() -> dict[str, Any]:
    """The caller's devices, when each last showed a push, and which stopped getting messages lately."""
    return service.list_devices(http.actor())


@blp.route("/devices/<uuid:device_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.NewDevice)
@blp.response(200, schemas.DeviceView)
@blp.alt_response(201, schema=schemas.DeviceView, description="New.")
def put_device(body: dict[str, Any], device_id: uuid.UUID) -> tuple[dict[str, Any], int]:
    """Register this browser for pushes, under an id that the device made."""
    keys = body["subscription"]["keys"]
    to = Subscription(body["subscription"]["endpoint"], keys["p256dh"], keys["auth"])
    device, is_new = service.put_device(http.actor(), device_id, body["label"], to)
    return device, 201 if is_new else 200


@blp.route("/devices/<uuid:device_id>", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def remove_device(device_id: uuid.UUID) -> None:
    """Send nothing more to this device."""
    service.remove_device(http.actor(), device_id)


@blp.route("/devices/<uuid:device_id>/test", methods=["POST"])
@http.signed_in
@blp.response(202, schemas.TestSent)
def test_device(device_id: uuid.UUID) -> dict[str, Any]:
    """Send a test push. The device counts as confirmed when its service worker reports it as shown."""
    return {"delivery_id": service.test_device(http.actor(), device_id)}


@blp.route("/my-quiet-hours")
@http.signed_in
@blp.response(200, schemas.QuietHoursView)
def my_quiet_hours() -> dict[str, Any]:
    """When the caller's devices stay quiet."""
    return service.my_quiet_hours(http.actor())


@blp.route("/my-quiet-hours", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.NewQuietHours)
@blp.response(200, schemas.QuietHoursView)
def set_quiet_hours(body: dict[str, Any]) -> dict[str, Any]:
    """Stay quiet between these times. What is urgent comes all the same."""
    return service.set_quiet_hours(http.actor(), body["begins"], body["ends"])


@blp.route("/my-quiet-hours", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def clear_quiet_hours() -> None:
    """No quiet time any more."""
    service.clear_quiet_hours(http.actor())


@blp.route("/deliveries/<uuid:delivery_id>")
@http.signed_in
@blp.response(200, schemas.DeliveryView)
def open_delivery(delivery_id: uuid.UUID) -> dict[str, Any]:
    """What a push was about, for its addressee only."""
    return service.open_delivery(delivery_id)


@blp.route("/deliveries/<uuid:delivery_id>/shown", methods=["POST"])
@http.anybody
@blp.response(204)
def mark_shown(delivery_id: uuid.UUID) -> None:
    """From a service worker, which may have no session: the delivery's id is the capability. Tells nothing."""
    service.mark_shown(delivery_id)


@receipts.route("/receipts", methods=["POST"])
@http.anybody
@http.called_by_servers
@receipts.arguments(schemas.Receipt)
@receipts.response(204)
def take_receipt(body: dict[str, Any]) -> None:
    """What became of a text, from GOV.UK Notify, which proves itself by a token and not by a session."""
    service.take_receipt(request.headers.get("Authorization", ""), body["reference"] or "", body["status"])


@demo.route("/messages")
@http.anybody
@demo.response(200, schemas.DemoMessageList)
def list_demo_messages() -> dict[str, Any]:
    """Texts and e-mails that the demo did not send, codes included: open, because one signs in with them."""
    return {"messages": service.list_demo_messages()}
