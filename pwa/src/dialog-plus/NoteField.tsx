import { useState } from 'preact/hooks'
import type { Prompt } from '../shared/api-types'
import { Button, ButtonGroup, Failed, Quote, TextArea, WarningCallout } from '../shared/ui'
import { joined } from './notes'
import { firstName } from './rules'
import { ask, words } from './talk-words'
import type { Talk } from './talk'
import type { Field } from './use-notes'

type Props = { talk: Talk; area: string; prompt: Prompt }

/** One question. What comes in from the other side never changes a field that somebody is in. */
export function NoteField({ talk, area, prompt }: Props) {
  const { notes, reader, typedFor } = talk
  const field: Field = `${area}/${prompt}`
  const state = notes.stateOf(field)
  const [held, setHeld] = useState<{ words: string; base: number } | null>(null)
  const { label, hint } = ask(prompt, reader)

  if (state.theirs !== null && held === null) return <BothVersions talk={talk} field={field} label={label} />
  const write = (words: string) => {
    // What stands there is what is seen here: the new words replace that. Otherwise what was seen when somebody came in.
    const base = held === null || held.words === state.words ? state.base : held.base
    setHeld({ words, base })
    notes.write(field, words, base, typedFor)
  }
  const leave = () => {
    setHeld(null)
    notes.settle(field)
  }
  return (
    <div class="wm-dp-note" onFocusIn={() => setHeld({ words: state.words, base: state.base })} onFocusOut={leave}>
      {state.error !== null && <FailedNote error={state.error} isAway={talk.live.isAway} />}
      <TextArea
        name={`note-${area}-${prompt}`} label={label} rows={3} limit={4000} value={held?.words ?? state.words}
        {...(hint === undefined ? {} : { hint })}
        onInput={write}
      />
      <p class="wm-dp-note__state">{sayState(state)}</p>
      {state.theirs !== null && <p class="wm-dp-note__state" role="status">{words.alsoWrote(firstName(state.theirs.by))}</p>}
    </div>
  )
}

function sayState({ isUnsent, base }: { isUnsent: boolean; base: number }): string {
  if (isUnsent) return words.writing
  return base > 0 ? words.saved : ''
}

/** Without a signal the page says so once, at its top. */
function FailedNote({ error, isAway }: { error: unknown; isAway: boolean }) {
  return isAway ? null : <Failed what={words.sendFailed} error={error} safe={words.stillHere} />
}

/** Both wrote: side by side, and the person chooses. Nothing is thrown away before. */
function BothVersions({ talk: { notes }, field, label }: { talk: Talk; field: Field; label: string }) {
  const { words: mine, theirs } = notes.stateOf(field)
  if (theirs === null) return null
  const name = firstName(theirs.by)
  return (
    <WarningCallout heading={words.bothTitle}>
      <p>{label}</p>
      <div class="wm-dp-both">
        <Quote words={mine} by={words.mine} />
        <Quote words={theirs.words} by={words.theirs(name)} />
      </div>
      <ButtonGroup>
        <Button kind="secondary" onClick={() => notes.decide(field, joined(mine, theirs.words))}>{words.keepBoth}</Button>
        <Button kind="quiet" onClick={() => notes.decide(field, mine)}>{words.keepMine}</Button>
        <Button kind="quiet" onClick={() => notes.decide(field, null)}>{words.keepTheirs(name)}</Button>
      </ButtonGroup>
    </WarningCallout>
  )
}
