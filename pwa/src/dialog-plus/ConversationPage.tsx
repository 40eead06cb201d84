import { useEffect, useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { useMe } from '../shared/session'
import { Await, LinkButton, Page } from '../shared/ui'
import { onDevice } from '../shared/use-draft'
import { inMemory } from './in-memory'
import { Steps } from './Steps'
import { holding, withChosen, type Talk } from './talk'
import { words } from './talk-words'
import { useConversation } from './use-conversation'
import { useNotes } from './use-notes'
import { usePlace } from './use-place'
import './styles.scss'

/** A conversation: her own, alone or together, or, for a worker, together with one of the people of the team. */
export function ConversationPage() {
  const { params } = useRoute()
  const me = useMe()
  const recordId = params.recordId ?? me.record_id ?? ''
  const id = params.id ?? ''
  return <Loaded key={`${recordId}/${id}`} recordId={recordId} id={id} isOwn={recordId === me.record_id} listHref={params.recordId === undefined ? '/working-on' : `/records/${recordId}/working-on`} />
}

type Props = { recordId: string; id: string; isOwn: boolean; listHref: string }

function Loaded({ recordId, id, isOwn, listHref }: Props) {
  // What somebody types about another person's record is not kept on the device.
  const shelf = isOwn ? onDevice : inMemory
  const live = useConversation(recordId, id)
  const notes = useNotes(live, recordId, id, shelf)
  const conversation = live.value === null ? null : withChosen(live.value, notes.chosen)
  const placed = usePlace(conversation, live, recordId, notes.isWriting)
  const [isHanded, setIsHanded] = useState(false)
  useCoverOthers(isHanded && !isOwn)

  if (conversation === null || !notes.isReady) {
    return <Page title={words.window} back={{ href: listHref }}><Await of={live} what={words.what}>{() => null}</Await></Page>
  }
  if (conversation.ended_at !== null) return <Ended planId={conversation.plan_id} isOwn={isOwn} listHref={listHref} recordId={recordId} />
  const mayWrite = conversation.may_add && conversation.my_side !== 'other'
  const talk: Talk = { recordId, conversation, live, notes, placed, ...holding(conversation, isHanded), isHanded, mayWrite, shelf, isOwn }
  const hand = (isNowHanded: boolean) => {
    notes.settleAll()
    setIsHanded(isNowHanded)
  }
  return <Steps talk={talk} listHref={listHref} hrefOfPlan={hrefOfPlan(isOwn, recordId)} onHand={hand} />
}

const hrefOfPlan = (isOwn: boolean, recordId: string) => (planId: string) => (isOwn ? `/plans/${planId}` : `/records/${recordId}/plans/${planId}`)

/** While somebody else holds a worker's phone, the ways to other people's pages are put away. */
function useCoverOthers(isCovered: boolean): void {
  useEffect(() => {
    document.body.classList.toggle('wm-dp-covered', isCovered)
    return () => document.body.classList.remove('wm-dp-covered')
  }, [isCovered])
}

type EndedProps = { planId: string | null; isOwn: boolean; listHref: string; recordId: string }

function Ended({ planId, isOwn, listHref, recordId }: EndedProps) {
  return (
    <Page title={words.ended} windowTitle={words.window} back={{ href: listHref, words: words.toList }}>
      <p>{planId === null ? words.endedLeft : words.endedPlan}</p>
      {planId !== null && <LinkButton href={hrefOfPlan(isOwn, recordId)(planId)}>{words.readPlan}</LinkButton>}
    </Page>
  )
}
