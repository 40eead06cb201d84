import type { OpenConversation, WorkingOn } from '../shared/api-types'
import { useMe } from '../shared/session'
import { onDevice } from '../shared/use-draft'
import { Await, Card, InsetText, Page, When } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource } from '../shared/use-resource'
import { readWorkingOn } from './api'
import { BeginMine } from './Begin'
import { Actions, Plans } from './Lists'
import { firstName } from './rules'
import { words } from './list-words'
import { type Reader } from './words'
import './styles.scss'

/** What a person is working on: what was agreed, the plans, and where a conversation begins or goes on. */
export function WorkingOnPage() {
  const me = useMe()
  const recordId = me.record_id ?? ''
  const mine = useResource(() => readWorkingOn(recordId), recordId)
  useNews(() => void mine.reload())
  return (
    <Page title={words.title} back={{ href: '/', words: words.backHome }}>
      <Await of={mine} what={words.what}>
        {(all) => <Everything recordId={recordId} all={all} reader={{ side: 'person', person: firstName(me.name), worker: null }} onChanged={mine.reload} />}
      </Await>
    </Page>
  )
}

type Props = { recordId: string; all: WorkingOn; reader: Reader; onChanged: () => Promise<void> }

function Everything({ recordId, all: { conversation, actions, plans }, reader, onChanged }: Props) {
  const isEmpty = conversation === null && actions.length === 0 && plans.length === 0
  return (
    <>
      {isEmpty ? <InsetText><p>{words.empty}</p></InsetText> : <p>{words.intro}</p>}
      {conversation !== null && <Open conversation={conversation} />}
      {actions.length > 0 && <Actions recordId={recordId} actions={actions} reader={reader} mayAdd isOwn shelf={onDevice} onChanged={onChanged} />}
      {conversation === null && <BeginMine recordId={recordId} />}
      {plans.length > 0 && <Plans plans={plans} hrefOf={(id) => `/plans/${id}`} />}
    </>
  )
}

function Open({ conversation: { id, begun_by, begun_at, together } }: { conversation: OpenConversation }) {
  return (
    <Card kind="action" heading={words.openTitle} href={`/working-on/${id}`}>
      <p>{words.openBegan(begun_by)}, <When at={begun_at} />. {together ? words.openTogether : words.openAlone}</p>
    </Card>
  )
}
