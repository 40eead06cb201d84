import type { StepUpVerb, StepUpView } from '../shared/api-types'
import { useMe } from '../shared/session'
import { Button, LinkButton, Quote } from '../shared/ui'
import { ByWhen } from './At'
import { nextActs, type WorkerAct } from './rules-for-workers'
import { words } from './worker-words'

type Props = { view: StepUpView }

/** The promise that stands, the one button that comes next, and the other acts below it. */
export function WhatNext({ view }: Props) {
  const { account_id } = useMe()
  const acts = nextActs(view)
  return (
    <section aria-labelledby="what-next" class="wm-next">
      <h2 class="nhsuk-u-visually-hidden" id="what-next">{words.request.next}</h2>
      <Promise view={view} isMine={view.promise?.by_account_id === account_id} />
      {acts.first !== null && <LinkButton isLarge href={addressOf(view, acts.first)}>{wordsOf(view, acts.first, account_id)}</LinkButton>}
      {acts.others.length > 0 && (
        <>
          <h3 class="nhsuk-heading-s">{words.request.more}</h3>
          <ul class="wm-acts">
            {acts.others.map((act) => <li key={act} class="wm-acts__act"><OtherAct view={view} act={act} label={wordsOf(view, act, account_id)} /></li>)}
          </ul>
        </>
      )}
    </section>
  )
}

function Promise({ view: { promise, person }, isMine }: Props & { isMine: boolean }) {
  if (promise === null) return null
  const name = person.preferred_name
  return (
    <>
      <p class="wm-stand__headline">
        {isMine ? words.request.youPromised(promise.how, name) : words.request.theyPromised(promise.by, promise.how, name)} <ByWhen at={promise.by_at} />
      </p>
      {promise.words !== '' && <Quote words={promise.words} />}
      {promise.is_missed && <p>{words.request.missed}</p>}
    </>
  )
}

function OtherAct({ view, act, label }: Props & { act: WorkerAct; label: string }) {
  const { allowed, reason } = view.may[act]
  if (allowed) return <a href={addressOf(view, act)}>{label}</a>
  return <Button kind="quiet" refusedBecause={reason ?? ''}>{label}</Button>
}

const pages: Record<WorkerAct, string> = {
  acknowledge: 'answer', contact: 'contact', plan: 'plan', close: 'close', transfer: 'transfer', note: 'note',
} satisfies Partial<Record<StepUpVerb, string>>

const addressOf = (view: StepUpView, act: WorkerAct) => `/requests/${view.id}/${pages[act]}`

function wordsOf(view: StepUpView, act: WorkerAct, accountId: string): string {
  const { request } = words
  const had = (kind: 'in_contact' | 'plan_agreed') => view.timeline.some((entry) => entry.kind === kind)
  switch (act) {
    case 'acknowledge': {
      if (view.state !== 'acknowledged') return request.answer
      return view.promise?.by_account_id === accountId ? request.changePromise : request.answerInstead
    }
    case 'contact': return had('in_contact') ? request.contactAgain : request.contact
    case 'plan': return had('plan_agreed') ? request.planAgain : request.plan
    case 'close': return request.close
    case 'transfer': return request.transfer
    case 'note': return request.note(view.person.preferred_name)
  }
}
