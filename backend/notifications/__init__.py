"""Telling somebody that something happened, without saying what. Knows no reasons: "tell X that Y happened to Z".

Words: a *notice* says that an account is to be told; the worker expands it into *deliveries*, one for each way in which
it goes out: by the first of its *channels* that leads anywhere, a push to each *device*, a text or an e-mail. The next
channel starts when nothing was *seen* in time: shown by a service worker, or opened in the app; a carrier's word is not
seeing. A delivery waits, is claimed with a lease, is handed over, and perhaps shown. Several that come at once to one place
go out as one (`bursts`); what can wait keeps an account's *quiet hours*. Sending is at least once: a crash between claim
and record means that it goes out again, and the topic makes the second one replace the first.

Who may: an account sees and changes its own devices and sees its own notices. Anybody who holds a delivery's id may say
that it was shown. Everything that leaves the house is neutral: no reason, no name, no record.
"""
