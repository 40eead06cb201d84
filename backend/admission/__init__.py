"""Who gets in as what, once a provider has said who somebody is: NHS login for people and carers, a trust's own for staff.

Words: a *proof* is what the provider's answer came to (see `openid`); its *level* is how well the provider knows her (P9 has
seen a photo and a face, P5 and P0 have not); an *arrival* is somebody who came with an invitation and a lower level, and waits
for a worker who knows her; an *identity question* is a sign-in that did not fit, for the team to find out; a *staff rule* says
what somebody of whom an employer says this may be here.

Who may: P9 opens one's own record; a lower level only where a worker has said who it is. A number that does not fit opens
nothing. Workers of the inviting team decide about arrivals and answer questions. Rules for staff are the operator's.

Files: `people` decides about people and carers, with `joining`, `arrivals`, `deciding`, `waiting`, `questions` and `telling`;
`staff` and `staff_*` about staff.
"""
