import { useRoute } from 'preact-iso'
import { ApiError } from '../shared/api'
import type { Plan, PlanAction, PlanArea } from '../shared/api-types'
import { useMe } from '../shared/session'
import { useSending } from '../shared/use-sending'
import { Await, Button, ButtonGroup, Failed, Page, When } from '../shared/ui'
import { useWatched } from '../shared/use-watched'
import { readPlanFile } from './api'
import { words } from './plan-words'
import { saveFile } from '../shared/save-file'
import { sayWholeDay } from './say'
import { sayRating } from './talk-words'
import { words as common } from './words'
import './styles.scss'

/** A plan as it was written: to read, to print, to save. */
export function PlanPage() {
  const { params } = useRoute()
  const { record_id: own } = useMe()
  const recordId = params.recordId ?? own ?? ''
  const id = params.id ?? ''
  const plan = useWatched((watch) => watch<Plan>(`/api/records/${recordId}/plans/${id}`), `${recordId}/${id}`)
  const isGone = plan.error instanceof ApiError && plan.error.status === 404
  const href = params.recordId === undefined ? '/working-on' : `/records/${recordId}/working-on`
  return (
    <Page title={plan.value === null ? words.window : words.title(plan.value.person_name)} windowTitle={words.window} back={{ href, words: words.back }}>
      {isGone ? <p>{words.gone}</p> : <Await of={plan} what={words.what}>{(value) => <Written recordId={recordId} plan={value} />}</Await>}
    </Page>
  )
}

function Written({ recordId, plan }: { recordId: string; plan: Plan }) {
  const { version, at, written, by, with: others, areas, reviewed } = plan
  const people = [...new Set([by, ...others])]
  return (
    <article class="wm-dp-plan">
      <p class="wm-dp-action__facts">
        {words.version(version)}, <When at={at} as="exact" />. {written === 'together' ? words.together : words.alone} {words.with(people)}.
      </p>
      <Keep recordId={recordId} planId={plan.id} />
      {areas.map((area) => <Area key={area.title} area={area} />)}
      {reviewed.length > 0 && (
        <section>
          <h2 class="nhsuk-heading-m">{words.reviewed}</h2>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {reviewed.map(({ words: what, status, went }) => (
              <li key={what}>{what}: {common.status[status].toLowerCase()}.{went !== '' && <> <span class="wm-dp-words">{went}</span></>}</li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

function Area({ area: { title, value, notes, actions } }: { area: PlanArea }) {
  return (
    <section class="wm-dp-plan__area">
      <h2 class="nhsuk-heading-m">{title}</h2>
      {value !== null && <p>{words.rated(sayRating(value))}</p>}
      {notes.length + actions.length === 0 && <p>{words.empty}</p>}
      {notes.map((note) => (
        <div key={note.title} class="wm-dp-said">
          <h3 class="wm-dp-said__asked">{note.title}</h3>
          <p class="wm-dp-words">{note.words}</p>
        </div>
      ))}
      {actions.length > 0 && <h3 class="nhsuk-heading-s">{words.actions}</h3>}
      <ul class="wm-dp-actions">
        {actions.map(({ words: what, owner_name: who, due_on: due, is_agreed: isAgreed, agreed }) => (
          <li key={what} class="wm-dp-action">
            <p class="wm-dp-action__what">{what}</p>
            <p class="wm-dp-action__facts">{who}{due !== null && `, ${words.byWhen(sayWholeDay(due))}`}. {isAgreed ? sayBoth(agreed) : words.notAgreed}.</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A yes that was given on the other's phone is said to be one. */
function sayBoth({ person, worker }: PlanAction['agreed']): string {
  return person?.how === 'this_device' || worker?.how === 'this_device' ? words.agreedOnOne : words.agreed
}

/** On paper or as a file. The file's name says nothing about anybody. */
function Keep({ recordId, planId }: { recordId: string; planId: string }) {
  const sending = useSending()
  const save = () => void sending.send(async () => saveFile(await readPlanFile(recordId, planId), words.file))
  return (
    <div class="wm-dp-keep">
      {sending.error !== null && <Failed what={words.saveFailed} error={sending.error} safe={words.saveSafe} />}
      <ButtonGroup>
        <Button kind="secondary" onClick={save} isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={() => window.print()}>{words.print}</Button>
      </ButtonGroup>
    </div>
  )
}
