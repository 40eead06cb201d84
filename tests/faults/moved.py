"""`python -m tests.faults.moved web …`, `worker`, `auditor`: the product's own commands, with the clock that tests move."""

from __future__ import annotations

from typing import Any

import granian
from flask import Flask

from backend import auditor, cli, wsgi
from tests.faults import moved_clock


def make_app() -> Flask:
    """What each of the web server's processes makes: as `backend.wsgi` does, after the clock is in its place."""
    moved_clock.install()
    return wsgi.make_app()


# The auditor looks every fifteen seconds. Where an hour goes by in a second it looks as soon as it has looked.
ROUND_SECONDS = 1


class MovedGranian(granian.Granian):
    """The web server as the command configures it, serving the application above."""

    def __init__(self, target: str, *args: Any, **options: Any) -> None:
        assert target == "backend.wsgi:make_app", f"The command serves something else now: {target}"
        super().__init__("tests.faults.moved:make_app", *args, **options)


def main() -> None:
    """Arguments: a command of `waymark`, with its own."""
    moved_clock.install()
    granian.Granian = MovedGranian
    auditor.ROUND_SECONDS = ROUND_SECONDS
    cli.main()


if __name__ == "__main__":
    main()
