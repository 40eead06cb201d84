"""What must hold of the engine at every moment, looked at by a process that does not trust it, and what operators can ask.

Words: a *check* is one question to the database; a *finding* is one answer that should not be: it opens once, closes by itself
when it is no longer so, and reaches operators; a *heartbeat* is what a sweep says of itself when it has finished.

The auditor's role reads columns without words or names, and can mend nothing.
"""
