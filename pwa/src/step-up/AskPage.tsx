import { useEffect, useRef } from 'preact/hooks'
import { useUnsavedWork } from '../shared/unsaved'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { Banner, Button, ErrorSummary, Form, Page, When } from '../shared/ui'
import { readMyLadder, readMyTeam, suggestNumber } from './api'
import { AskFields } from './AskFields'
import { DoNotWait } from './DoNotWait'
import { problemsIn } from './problems'
import { Unsent } from './Unsent'
import { useAsk, type Asking } from './use-ask'
import { WillHappen } from './WillHappen'
import { words } from './words'
import './styles.scss'

/** Asking for more support: own words, when, how; nothing is compulsory but sending it. */
export function AskPage() {
  const asking = useAsk()
  const { draft, sending, outcome, send } = asking
  const team = useResource(readMyTeam)
  const ladder = useResource(readMyLadder)
  const now = useNow()
  const problems = problemsIn(sending.error)
  useSuggestedNumber(draft)
  useUnsavedWork(draft.value.words !== '' && !draft.isKept)
  return (
    <Page title={words.ask.title} back={{ href: '/', words: words.back }}>
      <ErrorSummary errors={problems} />
      {outcome !== null && problems.length === 0 && <Unsent asking={asking} team={team.value?.team ?? null} />}
      <Restored asking={asking} />
      <Form onSend={send}>
        <AskFields value={draft.value} onChange={draft.change} errorOf={sending.fieldError} />
        {!draft.isKept && draft.value.words !== '' && <p>{words.ask.notKept}</p>}
        <WillHappen answer={team.value} ladder={ladder.value} isUnknown={team.error !== null} wants={draft.value.wants_to_hear} now={now} />
        <DoNotWait />
        <Button type="submit" isLarge isBusy={sending.isSending} busyWords={words.ask.sending}>{words.ask.send}</Button>
      </Form>
    </Page>
  )
}

/** Says where words come from that she has not typed just now, and lets her begin anew. */
function Restored({ asking: { draft, outcome } }: { asking: Asking }) {
  if (draft.restoredFrom === null || draft.value.words === '' || outcome !== null) return null
  return (
    <Banner>
      <p>{words.ask.restored} <When at={draft.restoredFrom} />. {words.ask.restoredNotSent}</p>
      <Button kind="quiet" onClick={() => draft.change({ words: '' })}>{words.ask.startAgain}</Button>
    </Banner>
  )
}

/** Fills in the number we have, as long as she has written none. */
function useSuggestedNumber({ isReady, value, change }: Asking['draft']): void {
  const latest = useRef(value)
  latest.current = value
  useEffect(() => {
    if (!isReady || latest.current.reach_on !== '') return
    let isGone = false
    void suggestNumber().then((number) => {
      if (!isGone && number !== null && latest.current.reach_on === '') change({ reach_on: number })
    })
    return () => {
      isGone = true
    }
  }, [isReady, change])
}
