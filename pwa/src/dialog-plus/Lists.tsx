import type { Action, PlanLine } from '../shared/api-types'
import type { Shelf } from '../shared/use-draft'
import { Details, When } from '../shared/ui'
import { ActionItem } from './ActionItem'
import { sortOut } from './rules'
import { words } from './list-words'
import { type Reader } from './words'

type Props = {
  recordId: string
  actions: readonly Action[]
  reader: Reader
  mayAdd: boolean
  isOwn: boolean
  shelf: Shelf
  onChanged: () => Promise<void>
}

/** What was agreed: what is still to do first, what is past behind a line that opens. */
export function Actions(props: Props) {
  const { open, past } = sortOut(props.actions)
  const list = (actions: readonly Action[]) => <ul class="wm-dp-actions">{actions.map((action) => <ActionItem key={action.id} {...props} action={action} />)}</ul>
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.agreedTitle}</h2>
      {open.length > 0 && list(open)}
      {past.length > 0 && (open.length === 0 ? list(past) : <Details summary={words.pastTitle}>{list(past)}</Details>)}
    </section>
  )
}

/** The plans there are, newest first. */
export function Plans({ plans, hrefOf }: { plans: readonly PlanLine[]; hrefOf: (id: string) => string }) {
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.plansTitle}</h2>
      <ul class="wm-dp-actions">
        {plans.map(({ id, version, at, written }) => (
          <li key={id} class="wm-dp-action">
            <a class="wm-dp-link" href={hrefOf(id)}>{words.plan(version)}</a>
            <p class="wm-dp-action__facts">{words.written[written]}, <When at={at} as="day" />.</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
