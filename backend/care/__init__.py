"""Who looks after whom: organisations, teams, memberships, key workers, when a team is open, and whom else to ring.

Words: an *organisation* is a node of the trust's tree; a *team* belongs to one; a *membership* gives an account a role
in a team (worker, duty, lead, peer); a *record* belongs to one person and has at most one live team; its *key worker*
is the named person of that team, exactly one at a time. *On shift* means: a member while the team is open.
A *crisis line* is somewhere to ring or text in need: the nation's, and the trust's own (*local*), each with its source and date.

Who may: a person sees her own team and key worker; workers see their teams and the people of those teams; a lead, or
the present key worker, names the next key worker. Organisations, teams and memberships are made by commands (as the
owner's role), never by requests: the web role cannot write them.
"""
