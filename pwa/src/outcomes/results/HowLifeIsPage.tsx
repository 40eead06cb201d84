import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Id, Outcomes, QuestionnaireAsk } from '../../shared/api-types'
import { readDraft } from '../../shared/device/drafts'
import { useMe } from '../../shared/session'
import { sayDay } from '../../shared/times'
import { Await, Banner, Card, InsetText, LinkButton, Page, Quote } from '../../shared/ui'
import { useNews } from '../../shared/use-news'
import { useResource, type Resource } from '../../shared/use-resource'
import { readAsks, readOutcomes } from '../api'
import { draftKey, takeSent } from '../sent'
import { AboutQuestions, Results } from './Results'
import { isAnsweredAlone, openAsks } from './rules'
import { WhoSees } from './WhoSees'
import { words } from './words'
import './styles.scss'

/** How life is, as a person said herself: what goes well first, and how it has changed. */
export function HowLifeIsPage() {
  const recordId = useMe().record_id ?? ''
  const key = useLocation().query.of ?? 'dialog'
  const outcomes = useResource(() => readOutcomes(recordId, key), `${recordId} ${key}`)
  const asks = useResource(() => readAsks(recordId), recordId)
  const [sentId] = useState(takeSent)
  useNews(() => {
    void outcomes.reload()
    void asks.reload()
  })
  const { value } = outcomes
  const title = value === null || key === 'dialog' ? words.title : value.instrument.title
  return (
    <Page title={title} windowTitle={words.title} back={key === 'dialog' ? { href: '/', words: words.backHome } : { href: '/how-life-is', words: words.title }}>
      {sentId !== null && <Banner kind="good">{words.sent}</Banner>}
      <Await of={outcomes} what={words.what}>
        {(all) => <Everything all={all} outcomes={outcomes} asks={openAsks(asks.value ?? [])} sentId={sentId} recordId={recordId} />}
      </Await>
    </Page>
  )
}

type Props = { all: Outcomes; outcomes: Resource<Outcomes>; asks: readonly QuestionnaireAsk[]; sentId: Id | null; recordId: Id }

function Everything({ all, outcomes, asks, sentId, recordId }: Props) {
  const { instrument: { key, minutes }, count } = all
  return (
    <>
      {asks.map((ask) => <Asked key={ask.id} ask={ask} isDoneAlone={isAnsweredAlone(all, ask)} />)}
      {count === 0 && <InsetText><p>{words.empty}</p><p>{words.emptyMore} {words.takes(minutes)}</p></InsetText>}
      {!asks.some((ask) => ask.instrument === key) && <Start instrument={key} isFirst={count === 0} sentId={sentId} />}
      <Results outcomes={all} name={null} path="/how-life-is">
        {count > 0 && <Card heading={words.talk} href="/working-on"><p>{words.talkBody}</p></Card>}
      </Results>
      <WhoSees outcomes={outcomes} all={all} recordId={recordId} />
      <AboutQuestions outcomes={all} />
    </>
  )
}

function Asked({ ask: { id, instrument, title, asked_by: by, due_on: day, words: said, is_due: isDue }, isDoneAlone }: { ask: QuestionnaireAsk; isDoneAlone: boolean }) {
  const heading = isDue ? words.askedDue(by, sayDay(day)) : words.asked(by, sayDay(day))
  return (
    <Card heading={heading} href={`/questions/${instrument}?ask=${id}`}>
      <p>{isDoneAlone ? words.askDoneAlone : words.askBody(title)}</p>
      {said !== '' && <Quote words={said} />}
    </Card>
  )
}

function Start({ instrument, isFirst, sentId }: { instrument: string; isFirst: boolean; sentId: Id | null }) {
  const hasBegun = useDraftBegun(instrument, sentId)
  if (sentId !== null && !hasBegun) return null
  const label = isFirst ? words.start : words.startAgain
  return <p><LinkButton href={`/questions/${instrument}`} isLarge kind={isFirst || hasBegun ? 'primary' : 'secondary'}>{hasBegun ? words.goOn : label}</LinkButton></p>
}

type Begun = { filling: { id: Id; given: Record<string, unknown> } | null }

/** Whether something was begun and not sent on this device. */
function useDraftBegun(instrument: string, sentId: Id | null): boolean {
  const { account_id } = useMe()
  const [hasBegun, setHasBegun] = useState(false)
  useEffect(() => {
    void readDraft<Begun>(account_id, draftKey(instrument)).then((draft) => {
      const filling = draft?.value.filling ?? null
      setHasBegun(filling !== null && filling.id !== sentId && Object.keys(filling.given).length > 0)
    })
  }, [account_id, instrument, sentId])
  return hasBegun
}
