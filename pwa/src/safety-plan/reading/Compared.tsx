import type { ComponentChildren } from 'preact'
import type { PlanItem, PlanSection } from '../../shared/api-types'
import { ItemWords } from '../ItemList'
import type { SectionDifference } from './differences'
import { words } from './version-words'

type Props = {
  /** What the two are called within a sentence: "version 3", "your plan now". */
  one: string
  other: string
  differing: readonly SectionDifference[]
  /** All sections, for saying which are the same. */
  sections: readonly PlanSection[]
  /** What can be done about one difference. */
  children?: (section: SectionDifference) => ComponentChildren
}

/** Two states of the plan, section by section. Said in words and marked; colour adds nothing. */
export function Compared({ one, other, differing, sections, children }: Props) {
  if (differing.length === 0) return <p>{words.same(one, other)}</p>
  const same = sections.filter(({ heading, items }) => items.length > 0 && !differing.some((section) => section.heading === heading))
  return (
    <>
      <p>{words.count(differing.length)}</p>
      {differing.map((section) => (
        <section key={section.heading} class="wm-compared">
          <h2 class="nhsuk-heading-m">{section.title}</h2>
          <Items mark="−" said={words.onlyIn(one)} items={section.differences.before} />
          <Items mark="+" said={words.onlyIn(other)} items={section.differences.after} />
          {section.differences.changed.map(({ before, after }) => (
            <div key={before.id} class="wm-compared__group">
              <h3 class="wm-compared__said"><Mark is="≠" />{words.differently}</h3>
              <Said where={one} item={before} />
              <Said where={other} item={after} />
            </div>
          ))}
          {section.differences.isMoved && <p class="wm-compared__said"><Mark is="↕" />{words.moved}</p>}
          {children?.(section)}
        </section>
      ))}
      {same.length > 0 && <p class="wm-compared__same">{words.sameIn(same.length)}</p>}
    </>
  )
}

/** For the eye alone: the words beside it say the same. */
const Mark = ({ is }: { is: string }) => <span class="wm-compared__mark" aria-hidden="true">{is}</span>

function Items({ mark, said, items }: { mark: string; said: string; items: readonly PlanItem[] }) {
  if (items.length === 0) return null
  return (
    <div class="wm-compared__group">
      <h3 class="wm-compared__said"><Mark is={mark} />{said}</h3>
      <ul class="wm-compared__items">{items.map((item) => <li key={item.id}><ItemWords item={item} /></li>)}</ul>
    </div>
  )
}

function Said({ where, item }: { where: string; item: PlanItem }) {
  return (
    <>
      <p class="wm-compared__where">{words.sayIn(where)}</p>
      <div class="wm-compared__items"><ItemWords item={item} /></div>
    </>
  )
}
