"""Visits that are known to be written down, so that a page that asks again every few seconds need not look them up each time.

Only what was read back from the database gets in here: what a transaction writes may still be rolled back.
"""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime

Visitor = tuple[uuid.UUID, str, str, str]


class Visits:
    """When each visitor (session, section, how, by what right) was last written down as reading each record.

    Forgets the oldest visitors.
    """

    KEPT = 500

    def __init__(self) -> None:
        self._read: OrderedDict[Visitor, dict[uuid.UUID, datetime]] = OrderedDict()

    def of(self, visitor: Visitor, since: datetime) -> set[uuid.UUID]:
        """The records whose reading was written down after `since`."""
        return {record_id for record_id, at in self._read.get(visitor, {}).items() if at > since}

    def note(self, visitor: Visitor, read: Mapping[uuid.UUID, datetime]) -> None:
        """Remember what the database holds."""
        known = self._read.pop(visitor, {})  # So that it stands last, also when another thread throws old ones out.
        self._read[visitor] = {**known, **read}
        while len(self._read) > self.KEPT:
            self._read.popitem(last=False)


visits = Visits()
