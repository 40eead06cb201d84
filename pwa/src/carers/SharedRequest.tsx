import type { ComponentChildren } from 'preact'
import type { SharedStepUp } from '../shared/api-types'
import { Details, Quote, When } from '../shared/ui'
import { addNote } from './api'
import { WordsForm } from './WordsForm'
import { words } from './words'

type Props = { stepUp: SharedStepUp; name: string; onNew: () => Promise<void> }

/** Where a request stands, in big words; then what was said. */
export function SharedRequest({ stepUp, name, onNew }: Props) {
  const { plan, notes } = stepUp
  return (
    <section class="wm-carer-request">
      <h2 class="nhsuk-heading-s">{words.requestTitle}</h2>
      <p class="wm-carer-stand"><Stand stepUp={stepUp} name={name} /></p>
      {stepUp.nobody_has_answered && <p>{words.unansweredMore}</p>}
      {stepUp.promise?.is_missed === true && <p>{words.missedMore}</p>}
      <p class="wm-carer-facts">{words.asked(name)} <When at={stepUp.asked_at} /></p>
      {stepUp.words === '' ? <p>{words.noWords(name)}</p> : <Quote words={stepUp.words} by={words.wrote(name)} />}
      {plan !== null && plan.words !== '' && <Quote words={plan.words} by={words.plan(plan.by)} />}
      {notes.map((note) => (
        <div key={`${note.at} ${note.by}`}>
          <p class="wm-carer-facts">{words.noteBy(note.by, note.is_mine)} <When at={note.at} /></p>
          <Quote words={note.words} />
        </div>
      ))}
      {stepUp.may_add && (
        <Details summary={words.addNote}>
          <WordsForm
            name={`note-${stepUp.id}`} label={words.addNote} hint={words.addNoteHint(name)} send={words.addNoteSend}
            onSend={async (said, id) => {
              await addNote(stepUp.id, id, said)
              await onNew()
            }}
          />
        </Details>
      )}
    </section>
  )
}

function Stand({ stepUp: { state, promise, nobody_has_answered: isUnanswered }, name }: Pick<Props, 'stepUp' | 'name'>): ComponentChildren {
  if (promise?.is_missed === true) return words.missed(promise.by)
  if (promise !== null) return <>{words.promised(promise.by, promise.how, name)} <When at={promise.by_at} /></>
  if (isUnanswered) return words.unanswered
  return (state === 'sent' || state === 'acknowledged' ? words.states.other : words.states[state])(name)
}
