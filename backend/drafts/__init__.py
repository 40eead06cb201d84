"""Words that a person has begun and not sent, kept for her alone when her session runs out.

Words: a *draft* is what stands in one form of the app, under the *key* by which the app knows that form; the service reads
neither. Its id is made from account and key, so that two devices write to one place, and nobody's draft can land under
somebody else's account.

Who may: the person herself, whose account's key seals it. No worker, no carer, no emergency, no export. Workers have none: what
they write about a record belongs under that record. A draft goes when it is sent or thrown away, when she signs out on
purpose, and after seven days.
"""
