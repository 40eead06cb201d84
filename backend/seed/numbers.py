"""Alex's NHS number, which Asha has written down: by it NHS login's Alex is the same as ours."""

from __future__ import annotations

from backend.care import nhs_numbers
from backend.seed.people import sign_in

# Numbers that begin with 999 are for tests: no patient has one. The stand-in's Alex has the same one.
ALEX = "999 000 0018"


def fill() -> None:
    """As a worker of the team."""
    record_id = sign_in("alex@example.org").record_id
    assert record_id is not None
    sign_in("asha@example.org")
    nhs_numbers.keep_number(record_id, nhs_numbers.read_number(ALEX), nhs_numbers.WORKER)
