import type { PlanItem } from '../../shared/api-types'
import { LinkButton } from '../../shared/ui'
import { words } from './words'

const digits = (number: string) => number.replaceAll(/[^\d+]/g, '')

/** Ring or text somebody of the plan in one tap; the number beside it, to dial from another phone. */
export function Ways({ of: { words: name, phone, may_text: mayText } }: { of: PlanItem }) {
  if (phone === null) return null
  return (
    <div class="wm-use__ways">
      <LinkButton href={`tel:${digits(phone)}`} label={words.ringName(name)}>{words.ring}</LinkButton>
      {mayText && <LinkButton href={`sms:${digits(phone)}`} kind="secondary" label={words.textName(name)}>{words.text}</LinkButton>}
      <span class="wm-use__number">{phone}</span>
    </div>
  )
}
