import type { PlanItem, PlanSection, SafetyPlan } from '../../shared/api-types'
import { sayDate } from '../../shared/times'
import { groupsOf, groupTitles, itemsIn } from '../sections'
import { words } from './paper-words'
import './paper.scss'

/** The whole plan, small and in columns: what a printer gets in place of the page around it. On a screen it is not there. */
export function PlanOnPaper({ plan }: { plan: SafetyPlan }) {
  const written = plan.sections.filter(({ items }) => items.length > 0)
  return (
    <div class="wm-paper">
      <p class="wm-paper__title">{words.heading(plan.person_name)}</p>
      <p class="wm-paper__as-of">{words.asOf(sayDate(plan.as_of))}</p>
      <div class="wm-paper__sections">{written.map((section) => <Section key={section.heading} section={section} />)}</div>
      <p class="wm-paper__emergency">{words.emergency}</p>
    </div>
  )
}

function Section({ section: { heading, title, items } }: { section: PlanSection }) {
  return (
    <div class="wm-paper__section">
      <p class="wm-paper__heading">{title}</p>
      {groupsOf(heading).map((group) => {
        const inGroup = itemsIn(heading, group, items)
        return inGroup.length > 0 && (
          <div key={group}>
            {group !== null && <p class="wm-paper__group">{groupTitles[group]}</p>}
            <ul class="wm-paper__items">{inGroup.map((item) => <li key={item.id}>{sayItem(item)}</li>)}</ul>
          </div>
        )
      })}
    </div>
  )
}

/** Everything about one thing on one line. */
function sayItem({ words: said, note, phone, has_helped: hasHelped }: PlanItem): string {
  return [said, phone ?? '', note, hasHelped ? words.helped : ''].filter((part) => part !== '').join(' · ')
}
