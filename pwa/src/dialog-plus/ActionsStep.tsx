import { useState } from 'preact/hooks'
import type { Action } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, Failed } from '../shared/ui'
import { ActionFacts } from './ActionFacts'
import { ActionForm } from './ActionForm'
import { putAction } from './api'
import { isWaitingFor } from './rules'
import type { Talk } from './talk'
import { words } from './talk-words'
import { YesButton } from './YesButton'

const fresh = 'new'
type Props = { talk: Talk; area: string; onBegun: (isBegun: boolean) => void }

/** What will be done about one area, and the yes of both to it. */
export function ActionsStep({ talk, area, onBegun }: Props) {
  const actions = talk.conversation.actions.filter((one) => one.area === area)
  const [open, setOpen] = useState<string | null>(actions.length === 0 && talk.mayWrite ? fresh : null)
  const done = (action: Action | null) => {
    if (action !== null) putIn(talk, action)
    setOpen(null)
  }
  const form = (action: Action | null) => <ActionForm key={action?.id ?? fresh} talk={talk} area={area} action={action} onDone={done} onBegun={onBegun} />
  return (
    <>
      <p>{words.actionsIntro}</p>
      <ul class="wm-dp-actions">
        {actions.map((action) => (
          <li key={action.id} class="wm-dp-action">
            <ActionFacts action={action} reader={talk.reader} isUnderArea />
            {open === action.id ? form(action) : <Doing talk={talk} action={action} onChange={() => setOpen(action.id)} />}
          </li>
        ))}
      </ul>
      {open === fresh && form(null)}
      {open !== fresh && talk.mayWrite && <Button kind="secondary" onClick={() => setOpen(fresh)}>{actions.length === 0 ? words.add : words.addAnother}</Button>}
    </>
  )
}

/** The yes of whoever holds the device, and changing or taking away what is not wanted. */
function Doing({ talk, action, onChange }: { talk: Talk; action: Action; onChange: () => void }) {
  const { recordId, conversation, live, typedFor, mayWrite } = talk
  const sending = useSending()
  if (!mayWrite) return null
  const { id, area, owner, owner_name, due_on, version } = action
  const remove = () => void sending.send(async () => {
    const gone = { conversation_id: conversation.id, area, words: action.words, owner, owner_name, due_on, is_removed: true, version, typed_for: typedFor }
    await putAction(recordId, id, gone)
    const newest = live.latest() ?? conversation
    live.set({ ...newest, actions: newest.actions.filter((one) => one.id !== id) })
  })
  return (
    <>
      <Yes talk={talk} action={action} />
      {sending.error !== null && <Failed what={words.addFailed} error={sending.error} />}
      {action.may_change && (
        <ButtonGroup>
          <Button kind="quiet" onClick={onChange} label={words.changeLabel(action.words)}>{words.change}</Button>
          <Button kind="quiet" onClick={remove} isBusy={sending.isSending} label={words.removeLabel(action.words)}>{words.remove}</Button>
        </ButtonGroup>
      )}
    </>
  )
}

export function Yes({ talk, action }: { talk: Talk; action: Action }) {
  const { recordId, live, reader: { side }, isHanded, mayWrite } = talk
  if (!mayWrite || side === 'other' || !isWaitingFor(action, side)) return null
  return <YesButton recordId={recordId} action={action} side={side} isHanded={isHanded} onDone={(answer) => putIn(talk, answer)} onChanged={live.reload} />
}

/** Shows what the service has just said about an action. */
export function putIn({ conversation, live }: Talk, action: Action): void {
  const newest = live.latest() ?? conversation
  const isKnown = newest.actions.some(({ id }) => id === action.id)
  live.set({ ...newest, actions: isKnown ? newest.actions.map((one) => (one.id === action.id ? action : one)) : [...newest.actions, action] })
}
