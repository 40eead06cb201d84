"""Who did or saw what. Explicit calls, one table, an actor always, reads by others included.

Words: an *entry* is one act or one visit; a *chain* is all entries of one record (or of one account, where no record is
concerned), each hashed with the one before. The chain makes tampering evident; it does not prevent it: whoever owns the
database could hash everything anew, so heads are worth keeping elsewhere too (`waymark audit heads`).

Who may: everybody writes, nobody changes; a person reads the entries of her own record.
"""
