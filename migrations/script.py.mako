"""${message}

Before you write: one line of migrations, numbered, `down_revision` the one before. Expand first, deploy, contract in a later
release: the running version must live with this schema. No import of models. Locks wait 4 s, statements 30 s: fill large
tables in steps. A new table needs one line: `protect(...)`, `secure_own(...)` or `grant(...)` (see backend/core/row_security.py).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
