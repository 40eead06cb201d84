"""What a person wants others to know about her, in her words, and the people who matter to her.

Words: a *heading* is one of seven questions, structured after the "About Me" standard of the PRSB in our own words; an
*entry* is what one account wrote under one heading, in versions, the newest of which counts; a *contact* is somebody who
matters to the person, in versions too. Nothing is ever lost: to take something away is another version.

Who may: the person reads and writes all of it. Whoever she shares it with reads it; whom she lets add to it writes entries of
their own, which stand beside hers with their name and never replace hers, and contacts, which she may change or remove.
"""
