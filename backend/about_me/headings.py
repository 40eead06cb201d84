"""The headings under which a person can write. Structured after the PRSB's "About Me" standard (version 2.0.1), own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """One question. `asks` is what helps somebody to begin."""

    name: str
    title: str
    asks: str


HEADINGS = (
    Heading("matters", "What matters most to me", "What should everybody who helps you know first?"),
    Heading("people", "The people around me", "Who are you close to? Who would you like to be with you, and who not?"),
    Heading(
        "talking",
        "How to talk with me",
        "How do you like to be spoken to? What helps you to understand and be understood?",
    ),
    Heading("well", "When I am well", "What are you like on a good day? What keeps you well?"),
    Heading("do_dont", "Please do, and please don't", "What helps when you are upset? What makes it worse?"),
    Heading("helping", "How and when to help me", "What do you want help with? What do you want to do yourself?"),
    Heading(
        "also", "Good to know about me", "Is there anything else, like your faith, your food, your pet or your music?"
    ),
)
BY_NAME = {heading.name: heading for heading in HEADINGS}
ORDER = {heading.name: place for place, heading in enumerate(HEADINGS)}
