"""Draw docs/step-up-states.md from the transition table."""

from __future__ import annotations

from backend.config import ROOT
from backend.step_up.states import diagram

PAGE = """# The states of a request for more support

Drawn from the table in `backend/step_up/states.py` by `make fix`; a test compares the two.

```mermaid
{diagram}
```
"""

if __name__ == "__main__":
    (ROOT / "docs" / "step-up-states.md").write_text(PAGE.format(diagram=diagram()))
