"""What each finding is called, what it means for people, and what to do first. `docs/operators.md` shows the same table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """`what` was found, what it `means` for people, what to do `first`; `about`: what a finding's subject names."""

    what: str
    means: str
    first: str
    about: str


_WORKER = "Look whether `waymark worker` runs and what it logs. Start it again; nothing is lost by that."

WORDS = {
    "due_not_advanced": Words(
        "A step-up has been due for a minute and nothing moved it on",
        "Nobody new is told of a request that should have gone further.",
        "Look whether the worker runs. If it does: `waymark step-ups show ID`, then `waymark step-ups nudge ID`.",
        "step-up",
    ),
    "promise_not_restarted": Words(
        "A promise has passed, and the ladder has not begun again",
        "Somebody waits for contact that did not come, and nobody else was asked.",
        "Ring the team now. Then look at the worker, and at `waymark step-ups show ID`.",
        "step-up",
    ),
    "no_owner": Words(
        "An open step-up has nobody whose it is",
        "The record has no team or no key worker, the team has no members, or whoever promised has left.",
        "Ring the team's lead, who can hand it over in the app. `waymark step-ups show ID` says which it is.",
        "step-up",
    ),
    "no_lead": Words(
        "A team that looks after people has no lead any more",
        "Nobody can hand over what a colleague left behind, and nobody is told of gaps in the rota.",
        "Ring the team's manager. Make somebody a lead, by `waymark staff-rules` or in the trust's own sign-in.",
        "team",
    ),
    "no_ladder_sweep": Words(
        "No sweep of the ladders has finished for a minute",
        "Requests are accepted, and nobody is told of them.",
        _WORKER,
        "sweep",
    ),
    "no_message_sweep": Words(
        "No sweep of the messages has finished for a minute",
        "What was to be sent again, or by another way, waits.",
        _WORKER,
        "sweep",
    ),
    "no_worker": Words(
        "No worker takes jobs",
        "First messages come late: only the sweeps send them, if these still run.",
        _WORKER,
        "queue",
    ),
    "delivery_not_finished": Words(
        "A message was taken in hand and neither sent nor given back",
        "Somebody may not have been told. It should have been taken up again.",
        "Look whether the worker runs, and whether it logs `sweep_failed`.",
        "delivery",
    ),
    "delivery_waiting": Words(
        "A message has been due for a minute and was not tried",
        "Somebody is told late.",
        "Look whether the worker runs, and whether a push service or mail server hangs.",
        "delivery",
    ),
    "notice_not_expanded": Words(
        "A notice has waited for a minute to become messages",
        "Somebody is told late.",
        _WORKER,
        "notice",
    ),
    "refused_by_our_fault": Words(
        "A carrier refuses what we send, and says that it is our fault",
        "Nobody is reached by that channel until it is mended; the next channel is tried.",
        "Run `waymark doctor`. Look at keys, VAPID subject, Notify's key and the mail server's password.",
        "channel and reason",
    ),
    "sent_afterwards": Words(
        "A call for an answer went out after it had been answered or taken back",
        "Somebody was disturbed for nothing, and may ring a person who was helped already.",
        "Tell those who maintain the program, with the delivery's id. Nothing else needs doing now.",
        "delivery",
    ),
    "nobody_on_duty": Words(
        "A team is open within seven days at a time when nobody is on duty",
        "A request made then would wait for the next turn, or climb to the lead.",
        "Ask the team's lead to fill the gap in the rota.",
        "team",
    ),
    "no_confirmed_device": Words(
        "Nobody of a team's shift within a day has a device that was tried",
        "A request then goes out by text and e-mail alone, which are seen later.",
        "Ask the team's lead to have one of them test their phone in the app.",
        "team",
    ),
    "audit_chain_broken": Words(
        "A link of the audit does not hold",
        "Somebody may have changed what was written down of who saw what.",
        "Change nothing, keep back-ups and logs, tell the information governance lead. Then `waymark audit verify`.",
        "chain and number of the link",
    ),
    "other_schema": Words(
        "The database is not at the version of this program",
        "Parts of the service may fail.",
        "Run `waymark migrate`, or start the version that belongs to the database.",
        "version",
    ),
    "clocks_differ": Words(
        "This machine's clock and the database's differ by more than half a minute",
        "Waits and promises are measured wrongly.",
        "Look at the time service (NTP) on each machine.",
        "clock",
    ),
    "check_failed": Words(
        "A check of the auditor's own failed or took too long",
        "What that check looks for would not be seen.",
        "Look at the auditor's log, and whether the database is busy.",
        "check",
    ),
    "no_database": Words(
        "The auditor has not been able to ask the database for a minute",
        "Most likely nobody can ask for help in the app, and nobody is told.",
        "Look whether PostgreSQL runs and can be reached. Tell the teams that people can only ring.",
        "database",
    ),
}


def table() -> str:
    """All of them as rows for `docs/operators.md`."""
    lines = ["| Finding | What it is | What it means for people | What to do first |", "|---|---|---|---|"]
    lines += [f"| `{kind}` | {words.what} | {words.means} | {words.first} |" for kind, words in WORDS.items()]
    return "\n".join(lines)
