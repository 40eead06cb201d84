import { useEffect, useState } from 'preact/hooks'
import type { StepUpView } from '../shared/api-types'
import { readDraft } from '../shared/device/drafts'
import { useMe } from '../shared/session'
import { Card, CareCard, InsetText, LinkButton, Quote, SummaryList } from '../shared/ui'
import { noteKey } from './ask-draft'
import { DoNotWait } from './DoNotWait'
import { Progress } from './Progress'
import { Reopen } from './Reopen'
import { RingNow } from './RingNow'
import { isEnded } from './rules'
import { Stand } from './Stand'
import { Story } from './Story'
import { words } from './words'

type Props = { view: StepUpView; onNew: (view: StepUpView) => void }

export function MyRequest({ view, onNew }: Props) {
  return (
    <>
      <Progress view={view} />
      <Stand view={view} />
      {isEnded(view.state) ? <Ended view={view} onNew={onNew} /> : <WhileOpen view={view} />}
      <WhatSheSent view={view} />
      <Story view={view} />
    </>
  )
}

/** What she can do while somebody is still to answer or to help. */
function WhileOpen({ view }: { view: StepUpView }) {
  const here = `/my-requests/${view.id}`
  return (
    <>
      <LinkButton href="/my-plan/use" kind="secondary">{words.request.usePlan}</LinkButton>
      <BegunNote id={view.id} />
      <CareCard kind="urgent" heading={words.request.worse}>
        {view.may.note.allowed && <LinkButton href={`${here}/note`}>{words.request.tellThem}</LinkButton>}
        <p>{words.request.worseBody}</p>
        <RingNow team={view.team} />
      </CareCard>
      {view.may.withdraw.allowed && <p><a href={`${here}/withdraw`}>{words.request.noLonger}</a></p>}
    </>
  )
}

/** After the end: how it was, and the way back. */
function Ended({ view, onNew }: Props) {
  const until = view.reopen_until
  return (
    <>
      {view.may.afterwards.allowed && (
        <Card heading={words.request.afterwards} href={`/my-requests/${view.id}/afterwards`}><p>{words.request.afterwardsBody}</p></Card>
      )}
      {view.afterwards !== null && <p>{words.request.afterwardsSaid}</p>}
      {until !== null && <Reopen view={view} onDone={onNew} explains={words.request.reopenUntil(until)} />}
      <p><a href="/ask">{words.request.askAgain}</a></p>
      <DoNotWait />
    </>
  )
}

/** Words that she began, or that could not go with the request: they are on this phone only. */
function BegunNote({ id }: { id: string }) {
  const { account_id } = useMe()
  const [isBegun, setIsBegun] = useState(false)
  useEffect(() => {
    void readDraft<{ words: string }>(account_id, noteKey(id)).then((draft) => setIsBegun((draft?.value.words ?? '') !== ''))
  }, [account_id, id])
  if (!isBegun) return null
  return <InsetText>{words.request.noteBegun} <a href={`/my-requests/${id}/note`}>{words.request.goOnNote}</a></InsetText>
}

function WhatSheSent({ view }: { view: StepUpView }) {
  const { reach_on } = view
  return (
    <section aria-labelledby="what-you-sent">
      <h2 class="nhsuk-heading-m" id="what-you-sent">{words.request.whatYouSent}</h2>
      {view.words === '' ? <p>{words.request.noWords}</p> : <Quote words={view.words} />}
      <SummaryList
        rows={[
          { key: words.request.hearKey, value: words.wantsToHear[view.wants_to_hear] },
          { key: words.request.howKey, value: reach_on === null ? words.reachBy[view.reach_by] : `${words.reachBy[view.reach_by]}: ${reach_on}` },
          { key: words.request.bestKey, value: words.bestTime[view.best_time] },
        ]}
      />
    </section>
  )
}
