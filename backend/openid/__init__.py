"""Signing in by a service that already knows somebody: NHS login for people and carers, a trust's own sign-in for staff.

Words: a *provider* is such a service, as the trust's file names it; a *start* is what the browser takes there; a *proof* is
what came back, checked: who (the *subject*, a name that means nothing outside that provider) and how well it is known (the
*level*); an *identity* is a subject that belongs to one of our accounts.

Who may: everybody may start; a proof alone lets nobody in. Who gets in as what is decided above, in `admission`. Nothing
here knows of records, teams or invitations, and nothing that a provider sends is kept longer than the one request.
"""
