"""The steps of a conversation and what is asked in each, as data. Pure.

After the four steps of DIALOG+ (Priebe and colleagues: understanding, looking forward, exploring options, agreeing on
actions; https://dialog.elft.nhs.uk/), in our own plain words.
"""

from __future__ import annotations

from dataclasses import dataclass

STEPS = ("review", "areas", "understanding", "looking_forward", "options", "actions", "summary")
MOST_AREAS = 3


@dataclass(frozen=True)
class Prompt:
    """A question, the step that it belongs to, and its short title in the plan."""

    key: str
    step: str
    title: str


PROMPTS = (
    Prompt("why", "understanding", "How it is now, and why"),
    Prompt("works", "understanding", "What is working"),
    Prompt("best", "looking_forward", "What the best would look like"),
    Prompt("smallest", "looking_forward", "The smallest change that would help"),
    Prompt("i_can", "options", "What I can do"),
    Prompt("worker_can", "options", "What my worker can do"),
    Prompt("others_can", "options", "What others can do"),
)
BY_KEY = {prompt.key: prompt for prompt in PROMPTS}
