"""Put the command `waymark` on the environment's path, without a build: it runs this checkout."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

COMMAND = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(ROOT)!r})
from backend.cli import main
main()
"""


def install() -> None:
    """Write the command beside the environment's Python."""
    target = Path(sys.executable).parent / "waymark"
    target.write_text(COMMAND)
    target.chmod(0o755)


if __name__ == "__main__":
    install()
