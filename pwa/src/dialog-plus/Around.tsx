import { useSending } from '../shared/use-sending'
import { Banner, Button, ButtonGroup, Failed } from '../shared/ui'
import { firstName, otherSide } from './rules'
import { titleOf, type Talk } from './talk'
import { words } from './talk-words'
import { workerOf } from './words'

type Props = { talk: Talk; onHand: (isHanded: boolean) => void }

/** What is said above every step: who is here, who is writing, what is not sent, and where the other side has gone. */
export function Around({ talk, onHand }: Props) {
  return (
    <>
      {talk.isHanded ? <Handed talk={talk} onHand={onHand} /> : <WhoIsHere talk={talk} onHand={onHand} />}
      <Unsent talk={talk} />
      <Moved talk={talk} />
    </>
  )
}

/** The other side's name, as this side says it. */
function nameOfOther({ conversation, reader }: Talk): string {
  const other = otherSide(conversation)
  if (other !== null) return firstName(other.name)
  return conversation.my_side === 'worker' ? reader.person : workerOf(reader)
}

function WhoIsHere({ talk, onHand }: Props) {
  const { conversation, live, mayWrite, isOwn, notes } = talk
  if (!conversation.together && !live.isAway) return null
  const other = otherSide(conversation)
  const name = nameOfOther(talk)
  const mayHand = conversation.together && mayWrite && conversation.my_side !== 'other'
  const hand = mayHand && <Button kind="quiet" onClick={() => onHand(true)}>{words.onePhone}</Button>
  if (live.isAway) {
    return (
      <Banner heading={words.noSignal}>
        <p>{isOwn ? words.noSignalKept : words.noSignalHeld}</p>
        {notes.waiting.length > 0 && <p>{sayUnsent(isOwn)}</p>}
        {hand}
      </Banner>
    )
  }
  return (
    <div class="wm-dp-here">
      <p role="status">{other === null ? words.nobodyYet(name) : other.isHere ? words.isHere(name) : words.notConnected(name)}</p>
      {other === null && conversation.my_side === 'worker' && <p>{words.howToJoin(name)}</p>}
      {hand}
    </div>
  )
}

/** Nobody may take what is written now for the owner's words. */
function Handed({ talk, onHand }: Props) {
  const { conversation, isOwn, reader, live, notes } = talk
  const writer = conversation.my_side === 'worker' ? reader.person : workerOf({ ...reader, side: 'person' })
  const owner = conversation.my_side === 'worker' ? workerOf({ ...reader, side: 'worker' }) : reader.person
  return (
    <div class="wm-dp-handed" role="status">
      <p class="wm-dp-handed__who">{words.handed(writer, words.phoneOf(owner))}</p>
      {live.isAway && <p>{words.noSignal} {notes.waiting.length > 0 && sayUnsent(isOwn)}</p>}
      <Button kind="secondary" onClick={() => onHand(false)}>{words.handBack(owner)}</Button>
    </div>
  )
}

const sayUnsent = (isOwn: boolean) => `${words.unsent} ${isOwn ? words.unsentKept : words.unsentHeld}`

/** Words that could not be sent are offered, never sent by themselves. */
function Unsent({ talk: { notes, live, isOwn } }: { talk: Talk }) {
  const sending = useSending()
  // With no signal this is said above, with everything else about it.
  if (notes.waiting.length === 0 || live.isAway) return null
  return (
    <Banner>
      <p>{sayUnsent(isOwn)}</p>
      {sending.error !== null && <Failed what={words.sendFailed} error={sending.error} safe={words.stillHere} />}
      <ButtonGroup>
        <Button kind="secondary" onClick={() => void sending.send(notes.sendAll)} isBusy={sending.isSending} busyWords={words.sending}>{words.sendNow}</Button>
      </ButtonGroup>
    </Banner>
  )
}

function Moved({ talk }: { talk: Talk }) {
  const { placed: { moved, follow }, conversation } = talk
  if (moved === null) return <p class="wm-dp-moved" role="status" />
  const other = otherSide(conversation)
  return (
    <div class="wm-dp-moved">
      <p role="status">{words.moved(other === null ? null : firstName(other.name), words.place(moved.to, titleOf(conversation.areas, moved.to.area)))}</p>
      {moved.isWaiting && <Button kind="secondary" onClick={follow}>{words.goThere}</Button>}
    </div>
  )
}
