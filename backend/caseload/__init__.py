"""What a worker needs to know before seeing somebody: what is due, and what is new.

Words: a *review* is the next time that a questionnaire is due, asked for or as usual; *new ratings* came since this worker last
looked at the person's results.

Who may: a worker, about the people of her teams, and of each only what she may see anyway: where somebody keeps a part to
themselves, nothing is due and nothing is new. People stand in the order of their names, never in that of a score.

The team's *wall* is a screen that anybody in the room reads: how many wait and since when, what was promised, who is on duty.
It names nobody who asked, so it is counts alone.
"""
