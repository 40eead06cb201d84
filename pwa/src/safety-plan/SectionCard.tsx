import type { ComponentChildren } from 'preact'
import type { PlanSection } from '../shared/api-types'
import { sayDay } from '../shared/times'
import { ItemList } from './ItemList'
import { sectionWords } from './sections'
import { words } from './words'

type Props = {
  section: PlanSection
  level?: 2 | 3
  /** What can be done with it, below its words. */
  children?: ComponentChildren
}

/** One section to read: its heading, what stands there, and with whom it was written. */
export function SectionCard({ section, level = 2, children }: Props) {
  const { heading, items, at, with_name: withName } = section
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class="wm-card" aria-labelledby={`section-${heading}`}>
      <Heading class="wm-card__heading" id={`section-${heading}`}>{sectionWords[heading].title}</Heading>
      <div class="wm-card__body">
        <ItemList heading={heading} items={items} level={level === 2 ? 3 : 4} />
        {at !== null && withName !== null && <p class="wm-plan-facts">{words.writtenWith(withName, sayDay(at))}</p>}
        {children}
      </div>
    </section>
  )
}
