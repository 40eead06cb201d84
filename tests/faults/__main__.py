"""`make faults`: the fault run, its figures beside their bars, and an exit code that says whether all of them hold."""

from __future__ import annotations

import argparse
import logging
import secrets
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.faults.fault_run import SHORT, WHOLE, fault_run
from tests.faults.report import holds, report


def main() -> None:
    options = _options()
    size = SHORT if options.short else WHOLE
    if options.seconds:
        size = replace(size, seconds=options.seconds)
    began = time.monotonic()
    again = f"python -m tests.faults{' --short' if options.short else ''} --seed {options.seed}"
    sys.stdout.write(f"seed {options.seed}: {again}\n")
    sys.stdout.flush()
    with (
        tempfile.TemporaryDirectory(prefix="waymark-faults-") as folder,
        fault_run(Path(folder), size, options.seed) as run,
    ):
        figures = run.run()
        sys.stdout.write(report(run, figures, time.monotonic() - began) + "\n")
    sys.exit(0 if holds(run, figures) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(100_000))
    parser.add_argument("--short", action="store_true", help="as in `make test`")
    parser.add_argument("--seconds", type=float, help="of living")
    return parser.parse_args()


if __name__ == "__main__":
    logging.disable()
    main()
