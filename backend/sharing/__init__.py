"""Who may see what of a record, because its person said so.

Words: a *section* is a part of a record; a *grant* is the person's decision about one section and one team or account,
kept for ever, one of them live at a time; an *invitation* is a worker's letter to somebody whom she knows, by which that
person joins and gets a record.

Who may: the person alone decides and reads her decisions; workers of a team invite for that team; whoever holds an
invitation's secret may open it and, once, join by it. What a decision means is enforced by the database itself: the SQL
function `readable_records(section)` is asked by the row-level security of every table with record content.
"""
