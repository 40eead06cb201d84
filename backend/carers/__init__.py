"""What somebody can do who cares for a person: see how things stand, tell the team, find help for themselves.

Words: a *carer* is anybody whom a person has invited, whatever they are to each other; a *message* is what a carer tells a
team, from an account or from the team's public page; *in confidence* means that the person whom it is about never sees it.

Who may: who has accepted an invitation sees who invited them and who is who in the team, and tells the team, also with every
section off. Anybody tells a team something by its public page. Workers of the team read it and say so; the sender sees who
has read it and nothing else. The person sees what was told about her, except in confidence: the database decides that.
"""
