import { useRoute } from 'preact-iso'
import { ApiError } from '../../shared/api'
import type { SafetyPlan } from '../../shared/api-types'
import { PlanToRead } from '../../shared/plan-to-read/PlanToRead'
import { writtenSections } from '../../shared/plan-to-read/rules'
import { useMe } from '../../shared/session'
import { Await, Page, When } from '../../shared/ui'
import { useWatched } from '../../shared/use-watched'
import { Agreed } from './Agreed'
import { watchPlan } from './api'
import { KeepCopy } from './KeepCopy'
import { MySuggestions } from './MySuggestions'
import { SuggestItem } from './SuggestItem'
import { words } from './words'

/** The plan of somebody else as they share it now. Hidden and empty read the same, it empties by itself, and nothing of it is kept. */
export function TheirPlanPage() {
  const recordId = useRoute().params.recordId ?? ''
  const { is_worker: isWorker } = useMe()
  const plan = useWatched((watch) => watchPlan(watch, recordId), recordId)
  const isGone = plan.error instanceof ApiError && plan.error.status === 404
  const name = plan.value?.person_name
  return (
    <Page
      title={name === undefined ? words.title : words.titleOf(name)} windowTitle={words.title}
      back={{ href: isWorker ? `/caseload/${recordId}` : `/support/${recordId}`, words: name ?? words.back }}
    >
      {isGone
        ? <p>{words.gone}</p>
        : <Await of={plan} what={words.what}>{(value) => <Shared plan={value} onNew={plan.reload} />}</Await>}
    </Page>
  )
}

function Shared({ plan, onNew }: { plan: SafetyPlan; onNew: () => Promise<void> }) {
  const { record_id: recordId, person_name: name, sections, photos } = plan
  const isEmpty = writtenSections(sections, photos).length === 0
  return (
    <>
      {isEmpty
        ? <p>{words.none}</p>
        : (
            <>
              <p>{words.asOf} <When at={plan.as_of} />.</p>
              <PlanToRead recordId={recordId} name={name} sections={sections} photos={photos} />
            </>
          )}
      <Agreed plan={plan} onNew={onNew} />
      <MySuggestions plan={plan} />
      {plan.may_add && <SuggestItem plan={plan} onNew={onNew} />}
      {!isEmpty && <KeepCopy recordId={recordId} name={name} />}
      <p>{words.unseen(name)} {words.seen(name)}</p>
    </>
  )
}
