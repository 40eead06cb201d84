"""Who is there: the rota of a team, who is away and who covers, and whether everybody on it can be reached.

Words: a *desk* is what somebody is on duty for (`duty`: the duty desk; `shift`: on shift with the team); a *rotation* names
who takes turns at a desk, in which hours and when they hand over; a *turn* is one person's share of it; an *override* is a
one-off change by a lead; a *swap* gives one's turn to a colleague who says yes; an *absence* says from when until when
somebody is away, and who covers; a *gap* is a time in which the team is open and nobody is there.

Who may do what: every worker of a team sees its rota; a lead changes hours, rotations and overrides; everybody says for
themselves when they are away and whom they would swap with. Why somebody is away is not asked.

Rota times count within opening hours. Where a team keeps no rotation for a desk, its members are there while it is open:
a rota that was never written never leaves a request with nobody.
"""
