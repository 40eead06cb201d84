"""Draw the pages of docs/ that follow from a table: the states of a request, and who may see what."""

from __future__ import annotations

from backend.config import ROOT
from backend.step_up.states import diagram
from tests.sharing import truth

PAGE = """# The states of a request for more support

Drawn from the table in `backend/step_up/states.py` by `make fix`; a test compares the two.

```mermaid
{diagram}
```
"""

if __name__ == "__main__":
    (ROOT / "docs" / "step-up-states.md").write_text(PAGE.format(diagram=diagram()))
    (ROOT / "docs" / "who-may-see-what.md").write_text(truth.page())
