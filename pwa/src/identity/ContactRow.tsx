import type { Contact } from '../shared/api-types'
import { beginSession, me } from '../shared/session'
import { Tag } from '../shared/ui'
import { removeContact } from './api'
import { confirmed } from './confirmed'
import { RemoveRow } from './RemoveRow'
import { words } from './words'

type Props = { contact: Contact; isLast: boolean; onChanged: (said: string) => Promise<void> }

/** Where a code can be sent: the way in when the phone is lost. */
export function ContactRow({ contact: { id, kind, shown }, isLast, onChanged }: Props) {
  const remove = async () => {
    await confirmed(() => removeContact(id))
    if (isLast) noteWayBack(false)
    await onChanged(words.contactRemoved)
  }
  return (
    <li class="wm-account-list__item">
      <p class="wm-account-list__name">{shown} <Tag>{words.contactKind[kind]}</Tag></p>
      <RemoveRow name={shown} ask={words.contactRemoveAsk(shown)} yes={words.passkeyRemoveYes} onRemove={remove} />
    </li>
  )
}

export function noteWayBack(has_way_back: boolean): void {
  if (me.value !== null) beginSession({ ...me.value, has_way_back })
}
