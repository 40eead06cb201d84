"""What can become of a goal. Pure."""

from __future__ import annotations

SUGGESTED, ACTIVE, PAUSED, FINISHED, LET_GO, DECLINED = (
    "suggested",
    "active",
    "paused",
    "finished",
    "let_go",
    "declined",
)
STATES = (SUGGESTED, ACTIVE, PAUSED, FINISHED, LET_GO, DECLINED)

# From a state to another, and the word for it in the goal's history.
STEPS: dict[tuple[str, str], str] = {
    (SUGGESTED, ACTIVE): "taken",
    (SUGGESTED, DECLINED): "declined",
    (ACTIVE, PAUSED): "paused",
    (ACTIVE, FINISHED): "finished",
    (ACTIVE, LET_GO): "let_go",
    (PAUSED, ACTIVE): "brought_back",
    (PAUSED, FINISHED): "finished",
    (PAUSED, LET_GO): "let_go",
    (FINISHED, ACTIVE): "brought_back",
    (LET_GO, ACTIVE): "brought_back",
}
# Where each word of the history led, to know a change of state again that is sent twice.
LEADS_TO = {kind: to for (_, to), kind in STEPS.items()}

MADE, SUGGESTION, REWORDED, BEGUN_ANEW = "made", "suggested", "reworded", "begun_anew"

# Still being worked on: these can be reworded, stepped towards and, once hers, tracked.
OPEN = frozenset({SUGGESTED, ACTIVE, PAUSED})
HERS = frozenset({ACTIVE, PAUSED})
