import type { ComponentChildren } from 'preact'
import type { Id, SectionName } from '../../shared/api-types'
import { useMe } from '../../shared/session'
import { Await, When } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { words as shared } from '../terms-words'
import { readActionsToShow, readGoalsToShow, readRatingToShow } from './plans-api'
import { words } from './words'

type Props<T> = { section: SectionName; read: (recordId: Id) => Promise<T>; isEmpty: (found: T) => boolean; children: (found: T) => ComponentChildren }

/** One part as it is now; or that nothing is written there yet. */
function Part<T>({ section, read, isEmpty, children }: Props<T>) {
  const { record_id: recordId } = useMe()
  const found = useResource(() => read(recordId ?? ''))
  return (
    <>
      <h3 class="nhsuk-heading-s">{shared.sections[section][0]}</h3>
      <Await of={found} what={words.previewGet}>{(what) => (isEmpty(what) ? <p>{words.previewEmpty}</p> : children(what))}</Await>
    </>
  )
}

function GoalsShown() {
  return (
    <Part section="goals" read={readGoalsToShow} isEmpty={(goals) => goals.length === 0}>
      {(goals) => (
        <ul class="nhsuk-list nhsuk-list--bullet">
          {goals.map(({ id, words: said, steps }) => (
            <li key={id} class="wm-own-words">{said}{steps.length > 0 && ` ${words.previewSteps(steps.filter(({ is_done }) => is_done).length, steps.length)}`}</li>
          ))}
        </ul>
      )}
    </Part>
  )
}

function RatingShown() {
  return (
    <Part section="dialog_results" read={readRatingToShow} isEmpty={(rated) => rated === null}>
      {(rated) => rated !== null && (
        <>
          <p>{words.previewRated} <When at={rated.at} as="day" />:</p>
          <ul class="nhsuk-list nhsuk-list--bullet">{rated.answers.map(({ area, says }) => <li key={area}>{area}: {says}</li>)}</ul>
        </>
      )}
    </Part>
  )
}

function PlanShown() {
  return (
    <Part section="dialog_plus_plan" read={readActionsToShow} isEmpty={(actions) => actions.length === 0}>
      {(actions) => (
        <ul class="nhsuk-list nhsuk-list--bullet">
          {actions.map(({ id, words: said, owner_name: who }) => <li key={id} class="wm-own-words">{who}: {said}</li>)}
        </ul>
      )}
    </Part>
  )
}

/** What of her life somebody would see. */
export function PlansShown({ section }: { section: SectionName }) {
  if (section === 'goals') return <GoalsShown />
  return section === 'dialog_results' ? <RatingShown /> : <PlanShown />
}
