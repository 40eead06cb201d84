"""How a person's life is going, in her own answers: questionnaires as data, what was answered, scores, and change in words.

Words: an *instrument* is a questionnaire as data, known by key and version; an *item* is one of its questions, with the code
by which its answers are known everywhere; a *response* is one filled-in questionnaire, an *answer* one line of it; an *ask*
is a worker's wish that she answers one by a day. A skipped answer is null with a reason, never a number.

Who may: the person answers alone, keeps a response to herself or shares it, and reads all of it. Whoever she lets add to this
part of her record answers together with her or for her, and is named beside it. Her team asks. A team lead reads counts of
what that lead may see, in groups of at least five. No grant opens what she keeps to herself; the database sees to that.
"""
