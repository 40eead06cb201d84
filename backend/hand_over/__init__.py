"""Handing over: what a worker holds goes to colleagues in one act, so that nothing is left without an owner.

Words: what somebody *holds* in a team: the people whose key worker they are, open requests with their promises, *places* (in a
rotation, once at a desk, in a swap, as somebody's cover), the looking after of carers, and devices. The *successor* takes it.
To *leave* is to end the membership of this team; then all of it needs a successor. Who is *let go* has no membership from one
instant to the next, as the sign-in of their organisation no longer lets them in: what they hold stays theirs until a lead
gives it away.

Who may: a lead of the team; a worker looks at what they hold themselves. A team that looks after people always keeps a lead.
"""
