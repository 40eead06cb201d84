"""What goes in about agreeing and about paper; how it is shown stands in `schemas`. Pure."""

from __future__ import annotations

from marshmallow import fields

from backend.core.schemas import Input, one_of


class PutAgreement(Input):
    """A proposal where `proposal_id` is the address's own id, else a yes to that proposal."""

    proposal_id = fields.UUID(required=True)
    review_on = fields.Date(required=True, error_messages={"invalid": "Choose a day."})


class Paper(Input):
    """Which paper: one sheet, or a card for a wallet."""

    paper = fields.String(load_default="sheet", validate=one_of("sheet", "card"))
