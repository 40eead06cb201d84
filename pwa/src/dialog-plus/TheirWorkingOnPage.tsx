import { useRoute } from 'preact-iso'
import { ApiError } from '../shared/api'
import { useMe } from '../shared/session'
import { Await, Card, Page, When } from '../shared/ui'
import { useWatched } from '../shared/use-watched'
import { watchWorkingOn, type Theirs } from './api'
import { BeginTogether } from './Begin'
import { inMemory } from './in-memory'
import { Actions, Plans } from './Lists'
import { firstName } from './rules'
import { words } from './list-words'
import { type Reader } from './words'
import './styles.scss'

/** What somebody is working on, as a worker or a carer may see it now. Hidden and empty read the same, and it empties by itself. */
export function TheirWorkingOnPage() {
  const recordId = useRoute().params.recordId ?? ''
  const { is_worker: isWorker } = useMe()
  const theirs = useWatched((watch) => watchWorkingOn(watch, recordId), recordId)
  const isGone = theirs.error instanceof ApiError && theirs.error.status === 404
  const name = theirs.value?.name
  const href = isWorker ? `/caseload/${recordId}` : `/support/${recordId}`
  return (
    <Page
      title={name === undefined ? words.anyTitle : words.theirTitle(name)} windowTitle={words.anyTitle}
      back={{ href, ...(name === undefined ? {} : { words: words.backTo(name) }) }}
    >
      {isGone
        ? <p>{words.gone}</p>
        : <Await of={theirs} what={words.what}>{(all) => <Everything recordId={recordId} isWorker={isWorker} theirs={all} onChanged={theirs.reload} />}</Await>}
    </Page>
  )
}

type Props = { recordId: string; isWorker: boolean; theirs: Theirs; onChanged: () => Promise<void> }

function Everything({ recordId, isWorker, theirs: { name: full, all }, onChanged }: Props) {
  const name = firstName(full)
  const { conversation, actions, plans, may_add: mayAdd, may_lead: mayLead } = all
  const reader: Reader = { side: isWorker ? 'worker' : 'other', person: name, worker: null }
  const mayAct = isWorker && mayAdd
  const isEmpty = conversation === null && actions.length === 0 && plans.length === 0
  return (
    <>
      {conversation !== null && <Open recordId={recordId} name={name} conversation={conversation} mayLead={mayLead} />}
      {isEmpty && <p>{words.theirEmpty}</p>}
      {actions.length > 0 && <Actions recordId={recordId} actions={actions} reader={reader} mayAdd={mayAct} isOwn={false} shelf={inMemory} onChanged={onChanged} />}
      {mayLead && conversation === null && <BeginTogether recordId={recordId} name={name} />}
      {isWorker && !mayAdd && <p>{words.mayNotAdd(name)}</p>}
      {plans.length > 0 && <Plans plans={plans} hrefOf={(id) => `/records/${recordId}/plans/${id}`} />}
    </>
  )
}

type OpenProps = { recordId: string; name: string; conversation: NonNullable<Theirs['all']['conversation']>; mayLead: boolean }

/** One that she began alone is hers to write; a common one is gone on with together. */
function Open({ recordId, name, conversation: { id, begun_by: by, begun_at: at, together }, mayLead }: OpenProps) {
  if (!together) return <p>{words.theirsAlone(name)}</p>
  if (!mayLead) return <p>{words.openBegan(by)}, <When at={at} />.</p>
  return (
    <Card kind="action" heading={words.openTheirs(name)} href={`/records/${recordId}/working-on/${id}`}>
      <p>{words.openBegan(by)}, <When at={at} />.</p>
    </Card>
  )
}
