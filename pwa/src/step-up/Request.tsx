import type { StepUpView } from '../shared/api-types'
import { sayHowLong } from '../shared/times'
import { useNow } from '../shared/use-now'
import { PhoneLink, Quote, SummaryList, Tag } from '../shared/ui'
import { PleaseBeside } from './PleaseBeside'
import { Reopen } from './Reopen'
import { isEnded } from './rules'
import { Story } from './Story'
import { WhatNext } from './WhatNext'
import { WhoWasTold } from './WhoWasTold'
import { words } from './worker-words'

type Props = { view: StepUpView; onNew: (view: StepUpView) => void }

/** Since when, her words first, how to reach her, then the one thing to do next; the rest below. */
export function Request({ view, onNew }: Props) {
  const name = view.person.preferred_name
  return (
    <>
      <Since view={view} />
      {view.helps_team !== null && <p>{words.request.helps(view.helps_team, name)}</p>}
      {view.words === '' ? <p>{words.request.noWords(name)}</p> : <Quote isLarge words={view.words} by={name} />}
      {!isEnded(view.state) && <PleaseBeside person={view.person} />}
      <HowToReach view={view} />
      <WhatNext view={view} />
      <p class="nhsuk-u-margin-bottom-6"><a href={`/caseload/${view.person.record_id}`}>{words.request.about(name)}</a></p>
      {view.reopen_until !== null && <Reopen view={view} onDone={onNew} explains={words.request.reopenUntil(view.reopen_until, name)} />}
      <SaidAfterwards view={view} />
      <WhoWasTold view={view} />
      <Story view={view} />
    </>
  )
}

function Since({ view }: { view: StepUpView }) {
  const now = useNow()
  const waits = view.nobody_has_answered_since
  return (
    <p role="status" class="wm-since">
      <Tag isStrong={view.state === 'sent'}>{words.states[view.state]}</Tag>{' '}
      {words.request.asked(view.asked_at)} {waits !== null && words.request.waiting(sayHowLong(waits, now))}
    </p>
  )
}

/** Short, so that the one thing to do is still on the first screen of a phone. */
function HowToReach({ view }: { view: StepUpView }) {
  const { request } = words
  return (
    <>
      <p class="wm-way"><Way view={view} /></p>
      <p>{request.hopes(view.wants_to_hear)} {request.best(view.best_time)} {request.keyWorker(view.key_worker?.name ?? null)}</p>
    </>
  )
}

function Way({ view: { reach_by, reach_on } }: { view: StepUpView }) {
  if (reach_on === null || reach_by === 'see') return <>{words.request.noNumber(reach_by)}</>
  if (reach_by === 'text') return <a class="wm-phone" href={`sms:${reach_on.replaceAll(/[^\d+]/g, '')}`}>{words.request.text(reach_on)}</a>
  return <PhoneLink number={reach_on}>{words.request.ring(reach_on)}</PhoneLink>
}

function SaidAfterwards({ view: { afterwards, person } }: { view: StepUpView }) {
  if (afterwards === null) return null
  return (
    <section aria-labelledby="said-afterwards">
      <h2 class="nhsuk-heading-m" id="said-afterwards">{words.request.said(person.preferred_name)}</h2>
      <SummaryList
        rows={[
          { key: words.request.gotKey, value: words.request.got[afterwards.got_what_i_needed] },
          { key: words.request.againKey, value: words.request.again[afterwards.would_use_again] },
        ]}
      />
      {afterwards.words !== '' && <Quote words={afterwards.words} />}
    </section>
  )
}
