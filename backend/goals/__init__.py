"""A person's own goals: wording, steps, who helps, and how near.

Words: a *goal* is what she wants, in her words; a *version* is one wording of it, the newest counts; a *step* is something to
tick on the way, in versions too; a *tracked* goal has one of three slots and *scores* from 0 to 10 (Goal Based Outcomes); a
*baseline* numbers the scores that may be compared: a goal reworded into another one begins a new one; an *event* is what became
of the goal. Nothing is ever lost: to take a step away is another version of it.

Who may: the person does all of it, and alone decides on wording, status, privacy and tracking. Whom she lets add to her goals
may suggest one, which is hers when she takes it, and add steps with their name on them; workers who may change hers put in
scores with or for her. A private goal, and a suggestion that somebody else made, is met by nobody else: the database sees to it.
"""
