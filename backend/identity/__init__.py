"""Who somebody is, and how they get in.

Words: an *account* is one human being who can sign in; a *contact* is her e-mail address or mobile, confirmed by a
code; a *passkey* is a key pair that her device keeps; a *one-time code* (with its twin, a link) is the way in without
one, and the way back in; a *session* is one signed-in browser, kept on the server and known to the browser by a secret
in a cookie.

Who may: everybody may try to sign in; an account sees and changes only its own contacts, passkeys and sessions, which
the database enforces; a change of who can get in needs a sign-in of the last fifteen minutes.
"""
