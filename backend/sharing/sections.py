"""The sections of a record, in plain words: what each is called, and what sharing it means."""

from __future__ import annotations

from dataclasses import dataclass

# The wording that a person read when she chose. A change of any word below gets a new name here.
WORDING = "2026-11"

STEP_UPS = "step_ups"


@dataclass(frozen=True)
class Section:
    """A part of a record. `is_fixed`: shared with the team by what it is, so there is nothing to choose."""

    name: str
    title: str
    explains: str
    noun: str
    is_fixed: bool = False


SECTIONS: tuple[Section, ...] = (
    Section(
        STEP_UPS,
        "My requests for support",
        "The requests you send go to your team.",
        "your requests",
        is_fixed=True,
    ),
    Section(
        "about_me",
        "About me",
        "What you want people to know about you, and how you like to be spoken to.",
        "what you wrote about yourself",
    ),
    Section("goals", "My goals", "What you want to do, why it matters to you, and your steps.", "your goals"),
    Section(
        "dialog_results",
        "How my life is going",
        "How you rated parts of your life, like your health, your home and your friends.",
        "how you rated your life",
    ),
    Section(
        "dialog_plus_plan",
        "What I want to change",
        "What you chose to work on, and who does what by when.",
        "what you want to change",
    ),
    Section(
        "safety_plan",
        "My safety plan",
        "What helps when things get hard, and who you can turn to.",
        "your safety plan",
    ),
    Section(
        "stepping_down",
        "Needing less support",
        "How you stay well with less support, and how you come back if you need to.",
        "your plan for less support",
    ),
)

BY_NAME = {section.name: section for section in SECTIONS}

# Not a section to choose about: that she has a record, what she is called, who her key worker is.
NOUNS = {"care": "your name and your team", **{section.name: section.noun for section in SECTIONS}}
