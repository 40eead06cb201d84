"""The words of who has looked: who, what, by what right. Every sentence is one that she can read aloud."""

from __future__ import annotations

from typing import Any

from backend.audit.models import AuditEntry
from backend.sharing.access_log_people import Known
from backend.sharing.sections import BY_NAME, NOUNS, STEP_UPS

READ = "record.read"
ROLES = {"worker": "worker", "duty": "duty worker", "lead": "team lead", "peer": "peer worker"}
RELATIONS = {
    "carer": "your carer",
    "partner": "your partner",
    "family": "your family",
    "friend": "your friend",
    "advocate": "your advocate",
    "worker": "a worker you trust",
    "someone": "somebody you trust",
}
HOW = {
    "screen": "On a screen",
    "list": "In a list of people",
    "api": "By another program",
    "export": "In a file",
    "print": "On paper",
    "command": "By a command of those who run this service",
    "lookup": "By looking you up",
    "review": "When looking into an emergency",
    "report": "When looking into what you told us",
    "nhs_number": "On a screen",
    "act": "",
}

ACTS = {
    "step_up.acknowledged": "answered your request",
    "step_up.in_contact": "wrote down that you spoke",
    "step_up.plan_agreed": "wrote down what you agreed",
    "step_up.closed": "closed your request",
    "step_up.transferred": "passed your request to a colleague",
    "step_up.reopened": "opened your request again",
    "step_up.note": "wrote a note about your request",
    "care.key_worker_set": "changed who your key worker is",
    "care.nhs_number_set": "wrote down your NHS number",
    "care.nhs_number_tried": "tried to write your NHS number somewhere else",
    "admission.confirmed": "said that it is you, so your record was opened",
    "goals.suggested": "suggested a goal",
    "goals.step_written": "wrote down a step of a goal",
    "goals.step_removed": "took away a step of a goal",
    "goals.scored": "put a number to a goal",
    "dialog_plus.begun": "began a conversation with you about what you want to change",
    "dialog_plus.chosen": "chose what you talk about",
    "dialog_plus.note_written": "wrote a note about what you want to change",
    "dialog_plus.action_written": "wrote down what somebody will do",
    "dialog_plus.action_removed": "took away what somebody was to do",
    "dialog_plus.agreed": "said yes to what somebody will do",
    "dialog_plus.progress": "wrote down how something went",
    "dialog_plus.finished": "finished a conversation, which made a plan",
    "dialog_plus.left": "ended a conversation",
    "safety_plan.suggested": "suggested something for your safety plan",
    "safety_plan.proposed": "asked you to agree on your safety plan",
    "safety_plan.agreed": "agreed on your safety plan with you",
    "outcomes.answered": "filled in how your life is going",
    "outcomes.asked": "asked you to fill in a questionnaire",
    "outcomes.ask_withdrawn": "took back a questionnaire that you were asked for",
    "sharing.emergency_opened": "looked without your permission, in an emergency",
    "sharing.emergency_ended": "stopped looking",
    "sharing.emergency_held": "decided that you would be told later",
    "sharing.emergency_reviewed": "looked into whether that was right",
    "sharing.report_answered": "answered what you told us",
    "sharing.trusted_opened": "opened the link that you gave them",
    "sharing.trusted_wrong_code": "tried a wrong code with the link that you gave them",
    "sharing.trusted_accepted": "said yes to your invitation",
    "sharing.trusted_declined": "said no to your invitation",
    "sharing.trusted_left": "left, so you share nothing with them any more",
}
# What she did herself, for who asks to see that too.
OWN_ACTS = {
    "identity.signed_in": "signed in",
    "care.record_created": "joined",
    "sharing.joined": "said yes to your team's invitation",
    "admission.opened_by_number": "came in with NHS login for the first time",
    "admission.number_taken_over": "came in with NHS login, which told us your NHS number",
    "admission.did_not_fit": "tried to come in with NHS login, and it did not fit",
    "outcomes.answered": "filled in how your life is going",
    "outcomes.privacy_set": "chose who sees how you rated your life",
    "dialog_plus.begun": "began a conversation about what you want to change",
    "dialog_plus.chosen": "chose what to talk about",
    "dialog_plus.note_written": "wrote a note about what you want to change",
    "dialog_plus.action_written": "wrote down what somebody will do",
    "dialog_plus.action_removed": "took away what somebody was to do",
    "dialog_plus.agreed": "said yes to what somebody will do",
    "dialog_plus.progress": "wrote down how something went",
    "dialog_plus.finished": "finished a conversation, which made a plan",
    "dialog_plus.left": "ended a conversation",
    "goals.made": "wrote down a goal",
    "goals.reworded": "changed a goal",
    "goals.taken": "took on a goal",
    "goals.declined": "said no to a goal",
    "goals.paused": "paused a goal",
    "goals.brought_back": "brought back a goal",
    "goals.finished": "finished a goal",
    "goals.let_go": "let go of a goal",
    "goals.made_private": "made a goal private",
    "goals.shared": "shared a goal again",
    "goals.tracked": "began to put numbers to a goal",
    "goals.untracked": "stopped putting numbers to a goal",
    "safety_plan.kept": "kept a copy of your safety plan on a phone",
    "safety_plan.forgotten": "had a phone forget your safety plan",
    "safety_plan.saved": "wrote in your safety plan",
    "safety_plan.brought_back": "brought back an older part of your safety plan",
    "safety_plan.audience_set": "chose who sees a part of your safety plan",
    "safety_plan.declined": "said no to something for your safety plan",
    "safety_plan.proposed": "asked your team to agree on your safety plan",
    "safety_plan.agreed": "agreed on your safety plan",
    "safety_plan.photo_added": "put a photo in your safety plan",
    "safety_plan.photo_described": "changed what is said about a photo, or who sees it",
    "safety_plan.photo_removed": "took a photo out of your safety plan",
    "sharing.decided": "decided what your team sees",
    "sharing.trusted_invited": "invited somebody you trust",
    "sharing.trusted_changed": "changed what somebody you trust sees",
    "sharing.trusted_stopped": "stopped sharing with somebody",
    "sharing.trusted_removed": "removed somebody",
    "sharing.trusted_reviewed": "looked again at what somebody you trust sees",
    "sharing.stopped_all": "stopped all sharing",
    "sharing.stop_undone": "shared again as before",
    "sharing.stop_finished": "ended all sharing, after you had stopped it",
    "sharing.log_downloaded": "downloaded this list",
    "sharing.reported": "told us that something looks odd",
}
OTHER_READS = {
    "lookup": "looked you up by name, telephone number or e-mail address",
    "review": "read your name, to look into an emergency",
    "report": "read your name, and what you told us",
    "nhs_number": "looked at your NHS number",
}


def describe(entry: AuditEntry, known: Known) -> dict[str, Any]:
    """One entry as a page shows it."""
    friend = known.friend_of(entry)
    team = known.teams.get(entry.team_id) if entry.team_id and not known.is_own(entry) else None
    section = entry.section or "care"
    return {
        "id": entry.id,
        "at": entry.at,
        "by": known.name_of(entry),
        "role": entry.actor_role or ("trusted" if friend else "worker"),
        "relation": friend.relation if friend else None,
        "team": team,
        "section": section,
        "how": entry.how or "act",
        "way": _way(entry, known),
        "words": f"{_who(entry, known, team)} {_did(entry, known, section)}.",
        "why": _why(entry, known, section),
    }


def title_of(section: str) -> str:
    """What a section is called on her pages."""
    return BY_NAME[section].title if section in BY_NAME else "Your name and your team"


def _who(entry: AuditEntry, known: Known, team: str | None) -> str:
    by, friend = known.name_of(entry), known.friend_of(entry)
    if known.is_own(entry) or entry.actor_id is None:
        return by
    if friend is not None:
        return f"{by} ({RELATIONS.get(friend.relation, RELATIONS['someone'])})"
    role = ROLES.get(entry.actor_role or "", "worker")
    return f"{by} ({role}, {team})" if team else f"{by} ({role})"


def _did(entry: AuditEntry, known: Known, section: str) -> str:
    noun = NOUNS.get(section, "your record")
    if entry.action == READ:
        return OTHER_READS.get(entry.how or "", f"read {noun}")
    if known.is_own(entry) and entry.action in OWN_ACTS:
        return OWN_ACTS[entry.action]
    if entry.action in ACTS:
        return ACTS[entry.action]
    return f"did something with {NOUNS[STEP_UPS] if entry.action.startswith('step_up.') else noun}"


def _way(entry: AuditEntry, known: Known) -> str | None:
    """By what right: own, team, trusted, break_glass, lookup, review, report; None for the operator."""
    if known.is_own(entry):
        return "own"
    if entry.actor_id is None:
        return None
    written = entry.detail.get("way")
    return str(written) if written else "trusted" if known.friend_of(entry) else "team"


def _why(entry: AuditEntry, known: Known, section: str) -> str | None:
    """The right in words; nothing where the sentence says it already."""
    way = _way(entry, known)
    if way == "break_glass":
        emergency = known.emergency_of(entry)
        return f"In an emergency: {emergency.reason}" if emergency else "In an emergency."
    if entry.action != READ or way not in ("team", "trusted"):
        return None
    if section == "care":
        return "Because you invited them." if way == "trusted" else "Because they work in your team."
    return (
        "Because your requests go to your team, or to one that helps while it is closed."
        if (way, section) == ("team", STEP_UPS)
        else "Because you shared it."
    )
