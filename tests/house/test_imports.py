"""Who may import whom: the contracts in pyproject.toml hold, and the checker really read the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from backend.config import ROOT

LEAST_FILES = 30


def test_the_import_contracts_hold() -> None:
    said = _check(ROOT / "pyproject.toml")
    assert said.returncode == 0, said.stdout
    analysed = re.search(r"Analyzed (\d+) files", said.stdout)
    assert analysed, said.stdout
    assert int(analysed[1]) > LEAST_FILES, "The checker read next to nothing."
    assert re.search(r"Contracts: (\d+) kept, 0 broken", said.stdout), said.stdout


def test_a_slice_that_looks_upwards_is_found(tmp_path: Path) -> None:
    """The contracts turned upside down must break; otherwise the checker is green whatever we write."""
    wrong = tmp_path / "wrong.toml"
    contract = 'id = "up"\nname = "Upside down"\ntype = "layers"\nlayers = ["backend.core", "backend.identity"]\n'
    wrong.write_text(f'[tool.importlinter]\nroot_package = "backend"\n[[tool.importlinter.contracts]]\n{contract}')
    said = _check(wrong)
    assert said.returncode == 1
    assert "backend.identity is not allowed to import" in said.stdout or "Upside down BROKEN" in said.stdout


def _check(config: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", str(config), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
