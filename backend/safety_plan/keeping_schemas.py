"""What goes in and out about kept plans. Pure."""

from __future__ import annotations

from marshmallow import fields

from backend.core.schemas import Input, View


class KeepPlan(Input):
    """An empty object: the phone's id is in the address."""


class KeptPhoneView(View):
    """A browser that keeps the plan. `is_this`: the one that asks."""

    id = fields.UUID(required=True)
    device = fields.String(required=True)
    kept_at = fields.AwareDateTime(required=True)
    seen_at = fields.AwareDateTime(required=True)
    is_this = fields.Boolean(required=True)


class KeptPhones(View):
    phones = fields.List(fields.Nested(KeptPhoneView), required=True)


class Keeper(View):
    """Whose plan a browser may keep: an id, and nothing else."""

    account_id = fields.UUID(required=True)
