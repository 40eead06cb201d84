"""Asking for more support, and seeing that somebody has answered. The heart of Waymark.

Words: a *step-up* is one request of a person ("ask for more support" on her screens); an *event* is one thing that happened to
it, kept for good; the *ladder* says whom we tell and how long we wait; a *rung* is one step of it (key worker, then everybody
of the team on shift, again and again); a *promise* is a worker's answer: by when, and how.

Who may do what: the person asks, adds notes, withdraws, reopens, says afterwards how it was. A worker of the team that was
asked answers, records contact and plan, transfers, closes, adds notes. Nobody else meets it at all.

What never happens: an accepted step-up ends without a human; only a person's act stops a ladder; no score, rank or colour is
put on anybody: lists are ordered by what was promised and how long people have waited.
"""
