import type { Identity } from '../shared/api-types'
import { Tag, When } from '../shared/ui'
import { confirmed } from './confirmed'
import { removeIdentity } from './provider-api'
import { words } from './provider-words'
import { RemoveRow } from './RemoveRow'
import { words as common } from './words'

type Props = { identity: Identity; onChanged: (said: string) => Promise<void> }

/** A provider's sign-in that opens this account. */
export function IdentityRow({ identity: { id, provider: { name }, created_at, last_used_at }, onChanged }: Props) {
  const remove = async () => {
    await confirmed(() => removeIdentity(id))
    await onChanged(words.identityRemoved(name))
  }
  return (
    <li class="wm-account-list__item">
      <p class="wm-account-list__name">{name} <Tag>{words.identityTag}</Tag></p>
      <p class="wm-account-list__facts">
        {words.identityMade} <When at={created_at} as="day" />. {last_used_at === null ? words.identityNeverUsed : words.identityUsed}
        {last_used_at !== null && <> <When at={last_used_at} /></>}.
      </p>
      <RemoveRow name={name} ask={words.identityRemoveAsk(name)} yes={common.passkeyRemoveYes} onRemove={remove} />
    </li>
  )
}
