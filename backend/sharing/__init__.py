"""Who may see what of a record, because its person said so; and who has looked.

Words: a *section* is a part of a record; a *grant* is the person's decision about one section and one team or trusted person,
kept for ever, one of them live at a time; a *trusted person* is somebody whom she invited; a *stop* ends all sharing at once;
*emergency access* (break-glass) is a worker's look without a grant; an *invitation* is a worker's letter to somebody whom
she knows, by which that person joins and gets a record.

Who may: the person alone decides and reads her decisions; whom she trusts may accept, decline and leave; workers of a team
invite for that team; a worker of the same trust may look in an emergency, and a lead who did not look reviews it. What all of
it means is decided in the database, in one statement (`WAYS`, migration 0008), and drawn in docs/who-may-see-what.md.

Files: `access` is the door through which record content is read; `trusted_*` people, `stops`, `ledger`, `reviews`;
`emergency_*`; `access_log_*` and `access_reports`; `choices` about the team; `invitations` and `joining`.
"""
