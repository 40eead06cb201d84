"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View
from backend.core.sent_json import BYTES_A_LETTER, JsonTaken
from backend.drafts.limits import LONGEST_KEY, MOST_BYTES, DraftTooLong

# Letters are counted here and bytes by the service: no text of so many bytes has more letters.
LONGEST_BODY = JsonTaken((MOST_BYTES + LONGEST_KEY) * BYTES_A_LETTER + 200, DraftTooLong)


class KeepDraft(Input):
    """`content` is the form as JSON text: the service keeps it as it is and never reads it."""

    key = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_KEY))
    content = fields.String(required=True, validate=validate.Length(min=1, max=MOST_BYTES, error=DraftTooLong.words))
    kept_at = fields.AwareDateTime(required=True)


class ForgetDraft(Input):
    """Which words are meant: those written up to then."""

    kept_at = fields.AwareDateTime(required=True)


class DraftPlace(View):
    id = fields.UUID(required=True)
    kept_at = fields.AwareDateTime(required=True)
    forget_at = fields.AwareDateTime(required=True)


class DraftView(DraftPlace):
    key = fields.String(required=True)
    content = fields.String(required=True)


class Drafts(View):
    drafts = fields.List(fields.Nested(DraftView), required=True)
