import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../shared/api'
import type { PlanItem, PlanSection } from '../../shared/api-types'
import { sayWhen } from '../../shared/times'
import { Button } from '../../shared/ui'
import { ItemList } from '../ItemList'
import { NotSaved } from './SaveBar'
import type { Writing } from './use-section'
import { words } from './words'

/** Two devices have written here: both versions beside each other, and she chooses. Nothing is put together in silence. */
export function BothVersions({ writing, section }: { writing: Writing; section: PlanSection }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { error } = writing.sending
  // That there are two versions is what this page says already.
  const isOnlyChanged = error instanceof ApiError && error.code === 'safety_plan.changed'
  return (
    <section>
      <h2 class="nhsuk-heading-m" tabIndex={-1} ref={heading}>{words.bothHeading}</h2>
      <p>{words.bothExplains}</p>
      {!isOnlyChanged && <NotSaved writing={writing} />}
      <div class="wm-write-both">
        <Version title={words.bothMine} items={writing.mine()} heading={section.heading}>
          <Button onClick={writing.keepMine} isBusy={writing.sending.isSending} busyWords={words.saving}>{words.keepMine}</Button>
          <p class="wm-plan-facts">{words.earlier}</p>
        </Version>
        <Version title={words.bothOther(section.at === null ? '' : sayWhen(section.at))} items={section.items} heading={section.heading}>
          <Button kind="secondary" onClick={writing.throwAway}>{words.keepOther}</Button>
        </Version>
      </div>
      <Button kind="secondary" onClick={writing.keepBoth}>{words.keepBoth}</Button>
    </section>
  )
}

type VersionProps = { title: string; items: readonly PlanItem[]; heading: PlanSection['heading']; children: preact.ComponentChildren }

function Version({ title, items, heading, children }: VersionProps) {
  return (
    <div class="wm-card">
      <h3 class="wm-card__heading">{title}</h3>
      <div class="wm-card__body">
        {items.length === 0 ? <p>{words.bothEmpty}</p> : <ItemList heading={heading} items={items} level={4} />}
        {children}
      </div>
    </div>
  )
}
