"""Photos of what keeps her going."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed, SealedBytes
from backend.safety_plan.models import SECTION


class Photo(Base):
    """One photo, sealed. `words` say what is on it, for who cannot see it; `bytes_kept` is the size of the image.

    The image itself is fetched only where it is asked for.
    """

    __tablename__ = "safety_plan_photos"
    __section__ = SECTION
    __table_args__ = (Index("ix_safety_plan_photos_record_id", "record_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    bytes_kept: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    image_sealed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    is_private: Mapped[bool]

    words = Sealed("words_sealed")
    image = SealedBytes("image_sealed")
