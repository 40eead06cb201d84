import type { PlanGroup, PlanHeading, PlanItem } from '../shared/api-types'
import { PhoneLink } from '../shared/ui'
import { groupsOf, groupTitles, itemsIn } from './sections'
import { words } from './words'
import './styles.scss'

type Props = {
  heading: PlanHeading
  items: readonly PlanItem[]
  /** How deep the names of its halves stand: below the section's own heading. */
  level?: 3 | 4
}

/** What stands in a section, to read: her words, half by half, with numbers to ring and to text in one tap. */
export function ItemList({ heading, items, level = 3 }: Props) {
  return (
    <>
      {groupsOf(heading).map((group) => <Group key={group} group={group} items={itemsIn(heading, group, items)} level={level} />)}
    </>
  )
}

function Group({ group, items, level }: { group: PlanGroup | null; items: readonly PlanItem[]; level: 3 | 4 }) {
  if (items.length === 0) return null
  const Heading = level === 3 ? 'h3' : 'h4'
  return (
    <>
      {group !== null && <Heading class="nhsuk-heading-s wm-plan-group">{groupTitles[group]}</Heading>}
      <ul class="wm-plan-items">
        {items.map((item) => <li key={item.id} class="wm-plan-item"><ItemWords item={item} /></li>)}
      </ul>
    </>
  )
}

/** One thing: her words, a note, and the ways to reach somebody. */
export function ItemWords({ item: { words: said, note, phone, may_text: mayText, has_helped: hasHelped } }: { item: PlanItem }) {
  return (
    <>
      <span class="wm-plan-words">{said}</span>
      {note !== '' && <span class="wm-plan-note">{note}</span>}
      {hasHelped && <span class="wm-plan-note">{words.hasHelped}</span>}
      {phone !== null && (
        <span class="wm-plan-ways">
          <PhoneLink number={phone} />
          {mayText && <a class="wm-phone" href={`sms:${phone.replaceAll(/[^\d+]/g, '')}`}>{words.text(phone)}</a>}
        </span>
      )}
    </>
  )
}
