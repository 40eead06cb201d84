"""What a provider says of somebody, as plain facts that rules can be held against. Pure: no database.

A *fact* is "path=value", such as "nhsid_nrbac_roles.org_code=RX1". Facts that hold at the same time are one *bundle*: all that
stands outside of lists, with the facts of at most one element of a list. A nurse in one trust who is an administrator in
another has two roles, and is a nurse in the other trust by no reading of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

Bundle = frozenset[str]

# What is longer, deeper or more than this is nothing that a trust would write a rule about.
LONGEST, DEEPEST, MOST_FACTS, MOST_BUNDLES = 300, 6, 200, 5_000
LARGEST = 10**18
# These would make two different facts look the same.
AMBIGUOUS = (".", "=")

# CIS2 sends every national role of a person, and beside them the id of the one that they chose at sign-in.
CIS2_ROLES, CIS2_ROLE_ID, CIS2_SELECTED = "nhsid_nrbac_roles", "person_roleid", "selected_roleid"
IS_SELECTED = f"{CIS2_ROLES}.selected=yes"


def facts_of(claims: Mapping[str, Any], named: Sequence[str]) -> list[Bundle]:
    """The bundles of facts in those claims that are named. What has a shape of no use is passed over; never raises."""
    wanted = {name: _with_selected(name, claims) for name in named if name in claims and "=" not in name}
    bundles = _bundles(wanted)
    return sorted(bundles, key=sorted)[:MOST_BUNDLES]


def _bundles(wanted: Mapping[str, Any]) -> set[Bundle]:
    always: set[str] = set()
    apart: list[set[str]] = []
    for name, value in wanted.items():
        outside, elements = _read(name, value, 0)
        always |= outside
        apart += elements
    found = {frozenset(always | element) for element in apart} | {frozenset(always)}
    return {bundle for bundle in found if bundle}


def _read(path: str, value: Any, depth: int) -> tuple[set[str], list[set[str]]]:
    """What holds at all events below this path, and what holds of one element of a list each."""
    if depth > DEEPEST:
        return set(), []
    if isinstance(value, Mapping):
        return _read_object(path, value, depth)
    if isinstance(value, list | tuple):
        return set(), list(islice(_read_elements(path, value, depth), MOST_BUNDLES))
    words = _words(value)
    return ({f"{path}={words}"} if words else set()), []


def _read_object(path: str, value: Mapping[Any, Any], depth: int) -> tuple[set[str], list[set[str]]]:
    outside: set[str] = set()
    elements: list[set[str]] = []
    for name, inner in islice(value.items(), MOST_FACTS):
        if _words(name) and not any(sign in name for sign in AMBIGUOUS):
            more, apart = _read(f"{path}.{name}", inner, depth + 1)
            outside |= more
            elements += apart
    return outside, elements[:MOST_BUNDLES]


def _read_elements(path: str, values: Sequence[Any], depth: int) -> Iterator[set[str]]:
    for value in values:
        outside, inner = _read(path, value, depth + 1)
        yield outside
        yield from (outside | element for element in inner)


def _words(value: Any) -> str:
    """A plain value as text; empty for what is none, or too long to be meant."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < LARGEST else ""
    return value if isinstance(value, str) and len(value) <= LONGEST and value.isprintable() else ""


def _with_selected(name: str, claims: Mapping[str, Any]) -> Any:
    """Of CIS2's roles the one chosen at sign-in is marked, so that a rule can ask for it."""
    value, chosen = claims[name], claims.get(CIS2_SELECTED)
    if name != CIS2_ROLES or not isinstance(value, list):
        return value
    return [_mark(role, chosen) if isinstance(role, Mapping) else role for role in value]


def _mark(role: Mapping[Any, Any], chosen: Any) -> dict[Any, Any]:
    is_chosen = isinstance(chosen, str) and bool(chosen) and role.get(CIS2_ROLE_ID) == chosen
    return {**role, "selected": "yes" if is_chosen else "no"}
