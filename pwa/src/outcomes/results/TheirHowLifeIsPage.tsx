import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { ApiError } from '../../shared/api'
import type { Id, QuestionnaireAsk } from '../../shared/api-types'
import { useMe } from '../../shared/session'
import { sayDay } from '../../shared/times'
import { useSending } from '../../shared/use-sending'
import { useWatched } from '../../shared/use-watched'
import { Await, Banner, Button, ButtonGroup, Failed, LinkButton, Page } from '../../shared/ui'
import { takeBackAsk, watchTheirs, type Theirs } from '../api'
import { takeSent } from '../sent'
import { AboutQuestions, Results } from './Results'
import { words } from './words'
import './styles.scss'

/** What somebody shares of how life is. Hidden and empty read the same, and it empties by itself. */
export function TheirHowLifeIsPage() {
  const { recordId = '' } = useRoute().params
  const key = useLocation().query.of ?? 'dialog'
  const me = useMe()
  const theirs = useWatched((watch) => watchTheirs(watch, recordId, key, me.is_worker), `${recordId} ${key}`)
  const [sentId] = useState(takeSent)
  const { value, error } = theirs
  const isGone = error instanceof ApiError && error.status === 404
  const isOfTeam = value === null ? me.is_worker : value.asks !== null
  return (
    <Page
      title={value === null ? words.windowTheirs : words.theirTitle(value.name)} windowTitle={words.windowTheirs}
      back={{ href: `${isOfTeam ? '/caseload' : '/support'}/${recordId}`, words: value?.name ?? words.backTheirs }}
    >
      {sentId !== null && value !== null && <Banner kind="good">{words.sentFor(value.name)}</Banner>}
      {isGone ? <p>{words.gone}</p> : <Await of={theirs} what={words.whatTheirs}>{(all) => <Everything all={all} recordId={recordId} onNew={theirs.reload} />}</Await>}
    </Page>
  )
}

function Everything({ all: { name, outcomes, asks }, recordId, onNew }: { all: Theirs; recordId: Id; onNew: () => Promise<void> }) {
  const path = `/records/${recordId}`
  const isWorker = useMe().is_worker
  return (
    <>
      {outcomes.count === 0 && outcomes.others.length === 0 && <p>{words.emptyTheirs}</p>}
      <Results outcomes={outcomes} name={name} path={`${path}/how-life-is`} />
      {asks !== null && <Asks asks={asks} recordId={recordId} onNew={onNew} />}
      <ButtonGroup>
        {asks !== null && <LinkButton href={`${path}/ask`} kind="secondary">{words.askThem}</LinkButton>}
        {isWorker && outcomes.may_add && <LinkButton href={`${path}/questions/${outcomes.instrument.key}`} kind="secondary">{words.enterFor}</LinkButton>}
      </ButtonGroup>
      {outcomes.count > 0 && <AboutQuestions outcomes={outcomes} />}
    </>
  )
}

/** What the team has asked them to fill in, and what became of it. */
function Asks({ asks, recordId, onNew }: { asks: readonly QuestionnaireAsk[]; recordId: Id; onNew: () => Promise<void> }) {
  if (asks.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.asksTitle}</h2>
      <ul class="nhsuk-list wm-asks">{asks.map((ask) => <li key={ask.id}><OneAsk ask={ask} recordId={recordId} onNew={onNew} /></li>)}</ul>
    </section>
  )
}

function OneAsk({ ask: { id, title, asked_by: by, due_on: day, response_id: done }, recordId, onNew }: { ask: QuestionnaireAsk; recordId: Id; onNew: () => Promise<void> }) {
  const sending = useSending()
  const takeBack = () => void sending.send(async () => {
    await takeBackAsk(recordId, id)
    await onNew()
  })
  return (
    <>
      {sending.error !== null && <Failed what={words.takeBackFailed} error={sending.error} />}
      <p>{words.asksTheirs(title, by, sayDay(day))}{done !== null && <> <strong>{words.asksDone}.</strong></>}</p>
      {done === null && <Button kind="quiet" onClick={takeBack} isBusy={sending.isSending} label={words.takeBackLabel(title)}>{words.takeBack}</Button>}
    </>
  )
}
