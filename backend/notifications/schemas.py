"""What notifications answer and take."""

from __future__ import annotations

from marshmallow import EXCLUDE, fields, validate

from backend.care.schemas import HoursView
from backend.core.schemas import Input, View, Words, one_of

ENDPOINT_MAX, KEY_MAX = 2000, 200


class SubscriptionKeys(Input):
    """The browser's keys, base64url."""

    p256dh = fields.String(required=True, validate=validate.Length(max=KEY_MAX))
    auth = fields.String(required=True, validate=validate.Length(max=KEY_MAX))


class PushSubscription(Input):
    """A `PushSubscription` as the browser gives it, without its expiration time."""

    endpoint = fields.String(required=True, validate=validate.Length(max=ENDPOINT_MAX))
    keys = fields.Nested(SubscriptionKeys, required=True)


class NewDevice(Input):
    """A browser that wants pushes."""

    label = Words(required=True, longest=100)
    subscription = fields.Nested(PushSubscription, required=True)


class DeviceView(View):
    """A device as its owner sees it; the endpoint never goes out again."""

    id = fields.UUID(required=True)
    label = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_confirmed_at = fields.AwareDateTime(required=True, allow_none=True)
    is_working = fields.Boolean(required=True)


class GoneDevice(View):
    """A device that got messages until its push service said that it is no more."""

    id = fields.UUID(required=True)
    label = fields.String(required=True)
    gone_at = fields.AwareDateTime(required=True)


class DeviceList(View):
    """The caller's devices, and those that stopped getting messages lately."""

    devices = fields.List(fields.Nested(DeviceView), required=True)
    gone = fields.List(fields.Nested(GoneDevice), required=True)


class NewQuietHours(Input):
    """From when until when, in London's time; an end before the beginning is the next morning's."""

    begins = fields.Time(required=True, format="%H:%M")
    ends = fields.Time(required=True, format="%H:%M")


class QuietHoursView(View):
    """Both empty without any."""

    begins = fields.Time(required=True, format="%H:%M", allow_none=True)
    ends = fields.Time(required=True, format="%H:%M", allow_none=True)


class Receipt(Input):
    """What GOV.UK Notify says of one text. It sends more, such as the number, which we do not read."""

    class Meta:
        """marshmallow's options."""

        unknown = EXCLUDE

    reference = fields.String(load_default="", allow_none=True, validate=validate.Length(max=200))
    status = fields.String(required=True, validate=validate.Length(max=50))


class TestSent(View):
    """The delivery by which the test goes out."""

    __test__ = False
    delivery_id = fields.UUID(required=True)


class DeliveryView(View):
    """What a push was about."""

    kind = fields.String(required=True)
    # Empty, too, when it stands for several.
    subject_id = fields.UUID(required=True, allow_none=True)


class CrisisContactView(View):
    """Somewhere to turn to. Neither hours nor always open: nobody knows when it is."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    call = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)
    text_word = fields.String(required=True, allow_none=True)
    explains = fields.String(required=True)
    for_whom = fields.String(required=True, allow_none=True)
    hours = fields.List(fields.Nested(HoursView), required=True)
    always_open = fields.Boolean(required=True)
    is_local = fields.Boolean(required=True)
    language = fields.String(required=True, allow_none=True)
    source = fields.String(required=True)
    checked_on = fields.Date(required=True)


class ServiceView(View):
    """What a page must know before anybody signs in."""

    name = fields.String(required=True)
    trust_name = fields.String(required=True, allow_none=True)
    push_public_key = fields.String(required=True)
    is_demo = fields.Boolean(required=True)
    crisis_contacts = fields.List(fields.Nested(CrisisContactView), required=True)


class DemoMessageView(View):
    """A message that the demo did not send."""

    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    channel = fields.String(required=True, validate=one_of("email", "text"))
    to = fields.String(required=True)
    words = fields.String(required=True)
    link = fields.String(required=True, allow_none=True)
    code = fields.String(required=True, allow_none=True)


class DemoMessageList(View):
    """Newest first."""

    messages = fields.List(fields.Nested(DemoMessageView), required=True)
