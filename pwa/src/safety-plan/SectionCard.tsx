import type { ComponentChildren } from 'preact'
import type { PlanSection } from '../shared/api-types'
import { sayDay } from '../shared/times'
import { ItemList } from './ItemList'
import { words } from './words'

type Props = {
  section: PlanSection
  level?: 2 | 3
  /** What can be done with it, below its words. */
  children?: ComponentChildren
}

/** One section to read: its heading, what stands there, when it was written and with whom. */
export function SectionCard({ section, level = 2, children }: Props) {
  const { heading, title, items, at, with_name: withName } = section
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class="wm-card" aria-labelledby={`section-${heading}`}>
      <Heading class="wm-card__heading" id={`section-${heading}`}>{title}</Heading>
      <div class="wm-card__body">
        <ItemList heading={heading} items={items} level={level === 2 ? 3 : 4} />
        {at !== null && <p class="wm-plan-facts">{words.written(sayDay(at), withName)}</p>}
        {children}
      </div>
    </section>
  )
}
