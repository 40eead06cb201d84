"""The states of a step-up and what moves it between them. Data, so that a clinician can check it; the diagram in
docs/step-up-states.md is drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass

SENT = "sent"
ACKNOWLEDGED = "acknowledged"
IN_CONTACT = "in_contact"
PLAN_AGREED = "plan_agreed"
CLOSED = "closed"
WITHDRAWN = "withdrawn"

STATES = (SENT, ACKNOWLEDGED, IN_CONTACT, PLAN_AGREED, CLOSED, WITHDRAWN)
ENDED = frozenset({CLOSED, WITHDRAWN})
# Somebody must still answer, or keep a promise: the ladder is alive.
CLIMBING = frozenset({SENT, ACKNOWLEDGED})

# What a page says of a request. While nobody has answered: not told yet; told; on a phone; opened; asking further; nobody can
# be reached; the promised time has passed; the team is closed; another team helps.
WAITING = ("sent", "told", "reached", "seen", "asking", "unreached", "missed", "closed_now", "helped_by")
STANDINGS = (*WAITING, "promised", "talking", "planned", "closed", "withdrawn")

PERSON, WORKER, TRUSTED, SERVICE = "person", "worker", "trusted", "service"


@dataclass(frozen=True)
class Act:
    """One way to move a step-up. `event` is the kind of event it leaves; `moves` says from which state to which."""

    name: str
    event: str
    by: frozenset[str]
    moves: dict[str, str]


def _stay(*states: str) -> dict[str, str]:
    return {state: state for state in states}


ACTS = {
    act.name: act
    for act in (
        Act(
            "acknowledge",
            "acknowledged",
            frozenset({WORKER}),
            {SENT: ACKNOWLEDGED, ACKNOWLEDGED: ACKNOWLEDGED},
        ),
        Act(
            "contact",
            "in_contact",
            frozenset({WORKER}),
            {SENT: IN_CONTACT, ACKNOWLEDGED: IN_CONTACT, **_stay(IN_CONTACT, PLAN_AGREED)},
        ),
        Act("plan", "plan_agreed", frozenset({WORKER}), {IN_CONTACT: PLAN_AGREED, PLAN_AGREED: PLAN_AGREED}),
        # Whoever it goes to has not answered yet, so the ladder begins again.
        Act(
            "transfer",
            "transferred",
            frozenset({WORKER}),
            {SENT: SENT, ACKNOWLEDGED: SENT, IN_CONTACT: SENT, PLAN_AGREED: SENT},
        ),
        Act(
            "close",
            "closed",
            frozenset({WORKER}),
            {SENT: CLOSED, ACKNOWLEDGED: CLOSED, IN_CONTACT: CLOSED, PLAN_AGREED: CLOSED},
        ),
        Act(
            "withdraw",
            "withdrawn",
            frozenset({PERSON}),
            {SENT: WITHDRAWN, ACKNOWLEDGED: WITHDRAWN, IN_CONTACT: WITHDRAWN, PLAN_AGREED: WITHDRAWN},
        ),
        Act("reopen", "reopened", frozenset({PERSON, WORKER}), {CLOSED: SENT, WITHDRAWN: SENT}),
        # Somebody whom the person trusts, too, where she lets them add to her requests.
        Act("note", "note", frozenset({PERSON, WORKER, TRUSTED}), _stay(SENT, ACKNOWLEDGED, IN_CONTACT, PLAN_AGREED)),
        Act("afterwards", "afterwards", frozenset({PERSON}), _stay(CLOSED, WITHDRAWN)),
        Act("miss_promise", "promise_missed", frozenset({SERVICE}), {ACKNOWLEDGED: SENT}),
    )
}


def diagram() -> str:
    """The states and moves as a Mermaid state diagram, for docs/step-up-states.md."""
    lines = ["stateDiagram-v2", f"    [*] --> {SENT}: ask (person)"]
    for act in ACTS.values():
        who = " or ".join(sorted(act.by))
        lines += [f"    {start} --> {end}: {act.name} ({who})" for start, end in act.moves.items()]
    return "\n".join(lines)
