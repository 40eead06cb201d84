"""What goes in about photos; how one is shown stands in `schemas`. Pure."""

from __future__ import annotations

from marshmallow import fields

from backend.core.schemas import Input, Words

LONGEST = 500


class DescribePhoto(Input):
    """What is on it, for who cannot see it, and whether she keeps it to herself."""

    words = Words(required=True, longest=LONGEST)
    is_private = fields.Boolean(required=True)
