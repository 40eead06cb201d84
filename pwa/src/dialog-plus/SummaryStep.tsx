import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ChosenArea } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, Failed, WarningCallout } from '../shared/ui'
import { ActionFacts } from './ActionFacts'
import { putIn, Yes } from './ActionsStep'
import { end, sayYes } from './api'
import { areaSteps, isWaitingFor, prompts } from './rules'
import type { Talk } from './talk'
import { ask, words } from './talk-words'
import { words as common } from './words'

/** Everything once more, the yes of both, and the end: it becomes the plan. */
export function SummaryStep({ talk, hrefOfPlan }: { talk: Talk; hrefOfPlan: (id: string) => string }) {
  const { conversation: { areas, actions, together } } = talk
  const elsewhere = actions.filter(({ area }) => !areas.some(({ key }) => key === area))
  return (
    <>
      <p>{together ? words.summaryIntro : words.summaryAlone}</p>
      {areas.map((area) => <Area key={area.key} talk={talk} area={area} />)}
      {elsewhere.length > 0 && <ActionsOf talk={talk} of={elsewhere} />}
      <YesToAll talk={talk} />
      {talk.mayWrite && <End talk={talk} hrefOfPlan={hrefOfPlan} />}
    </>
  )
}

function Area({ talk, area: { key, title, notes } }: { talk: Talk; area: ChosenArea }) {
  const said = areaSteps.flatMap((step) => prompts[step] ?? []).flatMap((prompt) => {
    const written = talk.notes.stateOf(`${key}/${prompt}`).words || (notes[prompt]?.words ?? '')
    return written === '' ? [] : [{ prompt, written }]
  })
  return (
    <section>
      <h2 class="nhsuk-heading-m">{title}</h2>
      {said.length === 0 && <p>{words.nothingSaid}</p>}
      {said.map(({ prompt, written }) => (
        <div key={prompt} class="wm-dp-said">
          <h3 class="wm-dp-said__asked">{ask(prompt, talk.reader).label}</h3>
          <p class="wm-dp-words">{written}</p>
        </div>
      ))}
      <ActionsOf talk={talk} of={talk.conversation.actions.filter(({ area }) => area === key)} isUnderArea />
    </section>
  )
}

function ActionsOf({ talk, of, isUnderArea = false }: { talk: Talk; of: Talk['conversation']['actions']; isUnderArea?: boolean }) {
  return (
    <ul class="wm-dp-actions">
      {of.map((action) => (
        <li key={action.id} class="wm-dp-action">
          <ActionFacts action={action} reader={talk.reader} isUnderArea={isUnderArea} />
          <Yes talk={talk} action={action} />
        </li>
      ))}
    </ul>
  )
}

function YesToAll({ talk }: { talk: Talk }) {
  const { recordId, conversation: { actions }, live, reader: { side }, isHanded, mayWrite } = talk
  const sending = useSending()
  const waiting = side === 'other' ? [] : actions.filter((action) => isWaitingFor(action, side))
  if (!mayWrite || side === 'other' || waiting.length < 2) return null
  const all = () => void sending.send(async () => {
    for (const action of waiting) putIn(talk, await sayYes(recordId, action, side, isHanded ? 'this_device' : 'own_device'))
  }).then((isDone) => (isDone ? undefined : live.reload()))
  return (
    <>
      {sending.error !== null && <Failed what={common.yesFailed} error={sending.error} />}
      <Button kind="secondary" onClick={all} isBusy={sending.isSending} busyWords={common.saving}>{words.yesToAll(waiting.length)}</Button>
    </>
  )
}

function End({ talk, hrefOfPlan }: { talk: Talk; hrefOfPlan: (id: string) => string }) {
  const { recordId, conversation: { id, actions }, live, notes } = talk
  const { route } = useLocation()
  const sending = useSending()
  const [isAsking, setIsAsking] = useState(false)
  const finish = (how: 'finished' | 'left') => void sending.send(async () => {
    const { plan_id: planId } = await live.act(() => end(recordId, id, how))
    if (planId !== null) route(hrefOfPlan(planId))
  })
  const refused = notes.waiting.length > 0 ? words.unsent : null
  const isWaiting = actions.some((action) => isWaitingFor(action, 'person') || isWaitingFor(action, 'worker'))
  return (
    <section>
      {sending.error !== null && <Failed what={words.endFailed} error={sending.error} />}
      <p>{words.finishAbout} {isWaiting && words.yesLater}</p>
      <Button onClick={() => finish('finished')} isBusy={sending.isSending} busyWords={words.ending} refusedBecause={refused} isLarge>{words.finish}</Button>
      {isAsking
        ? (
            <WarningCallout heading={words.stop}>
              <p>{words.stopSure}</p>
              <ButtonGroup>
                <Button kind="secondary" onClick={() => finish('left')} isBusy={sending.isSending}>{words.stopYes}</Button>
                <Button kind="quiet" onClick={() => setIsAsking(false)}>{words.stopNo}</Button>
              </ButtonGroup>
            </WarningCallout>
          )
        : <p><Button kind="quiet" onClick={() => setIsAsking(true)}>{words.stop}</Button></p>}
    </section>
  )
}
