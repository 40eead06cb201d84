import type { Action } from '../shared/api-types'
import { words, type Reader } from './words'
import { sayAgreed, sayDue, sayOwner } from './say'

type Props = {
  action: Action
  reader: Reader
  /** Where the area is said already. */
  isUnderArea?: boolean
}

/** One thing that was agreed, or waits for a yes: what, who, by when, and whose yes there is. */
export function ActionFacts({ action, reader, isUnderArea = false }: Props) {
  const { words: what, due_on: due, status, went, area_title: area } = action
  return (
    <>
      <p class="wm-dp-action__what">{what}</p>
      <p class="wm-dp-action__facts">
        {sayOwner(action, reader)}{due !== null && `, ${words.byWhen(sayDue(due))}`}
        {area !== null && !isUnderArea && ` · ${area}`}
      </p>
      {status === 'open'
        ? <p class="wm-dp-action__facts">{sayAgreed(action, reader).join(' ')}</p>
        : <p class="wm-dp-action__facts">{words.status[status]}{went !== '' && <>: <span class="wm-dp-words">{went}</span></>}</p>}
    </>
  )
}
