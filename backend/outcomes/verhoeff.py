"""The check digit at the end of every SNOMED CT code: J. Verhoeff, Error Detecting Decimal Codes (1969).

It finds every wrong digit and every two neighbours that changed places. A spreadsheet that keeps fifteen digits and writes
zeros for the rest, as happened to a published list of DIALOG's codes, is found too.
"""

from __future__ import annotations

SHORTEST, LONGEST = 6, 18

# The multiplication of the dihedral group D5, and the permutation that each place adds to the one before.
TIMES = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def is_code(code: str) -> bool:
    """Whether these digits can be a SNOMED CT code."""
    digits = code.isascii() and code.isdigit() and not code.startswith("0")
    return digits and SHORTEST <= len(code) <= LONGEST and _check(code) == 0


def _check(code: str) -> int:
    found, turned = 0, tuple(range(10))
    for digit in reversed(code):
        found = TIMES[found][turned[int(digit)]]
        turned = tuple(turned[step] for step in TURN)
    return found
