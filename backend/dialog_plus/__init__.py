"""DIALOG+: conversations about up to three areas of life, agreed actions, and the plan they make.

Words: a *conversation* is held alone or together and moves through *steps*; an *area* is a part of life by DIALOG's item key;
a *prompt* is a question under which a *note* is written; an *action* says who does what by when, in versions; an *agreement* is
one side's yes to one version; *progress* says how it went; a *plan* is made when a conversation is finished and never changes.

Who may: the person, alone or together; workers of her team whom she lets add, together with her. Whom else she lets add writes
notes and proposes actions, with their name on it, and cannot say yes for anybody. Whoever she shares it with reads it.
"""
