"""The ten headings, in the order in which they are walked. In our own words throughout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """One section of every plan. `groups`: its halves, one of which each item is in; `has_phones`: items may be rung."""

    key: str
    title: str
    groups: tuple[str, ...] = ()
    has_phones: bool = False


# The section that a worker reads beside a request for support, and the one that photos go with.
DISTRESSED, GOING = "distressed", "going"
DO, DONT = "do", "dont"

HEADINGS = (
    Heading("signs", "How I know it is getting harder"),
    Heading("triggers", "What sets it off"),
    Heading("myself", "What I can do myself"),
    Heading("distract", "People and places that take my mind off it", groups=("people", "places")),
    Heading("people", "People I can ask", has_phones=True),
    Heading("services", "Services I can ring", has_phones=True),
    Heading("safer", "Making things safer around me"),
    Heading(GOING, "What keeps me going"),
    Heading(
        "next_time",
        "What was hard before, and what I would like to try next time",
        groups=("hard", "me", "my_people", "surroundings"),
    ),
    Heading(DISTRESSED, "When I am very distressed: please do, please don\u2019t", groups=(DO, DONT)),
)
BY_KEY = {heading.key: heading for heading in HEADINGS}
GROUPS = tuple(dict.fromkeys(group for heading in HEADINGS for group in heading.groups))
