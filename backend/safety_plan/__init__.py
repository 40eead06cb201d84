"""A person's safety plan: what she knows helps, written while it is calm, and there in a second when it is not.

Words: a *section* is one of ten headings; an *item* is one thing under it; a *save* is what was changed at once, and makes a
new *version* of the plan; a section's *audience* says who of those that see the plan sees that section; a *suggestion* is an
item that somebody else proposes; a *proposal* is one side's yes to the plan with a day to look at it again, and two yeses make
it *agreed*; a *kept plan* is a browser on which she keeps a copy, by her choice.

Who may: only the person writes in her plan, alone or with somebody beside her. Whom she lets add to it may suggest, and workers
of her team may agree. Others meet what stands now, never what stood there before, and never what she keeps to herself.

The headings are our own, after PROTECT's idea (Ray et al. 2019, doi 10.1111/inm.12685); no published form is copied.
"""
