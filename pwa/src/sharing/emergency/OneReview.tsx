import { useState } from 'preact/hooks'
import type { ReviewRow } from '../../shared/api-types'
import { Button, ButtonGroup, Quote, Tag, When } from '../../shared/ui'
import { useNow } from '../../shared/use-now'
import { HoldForm } from './HoldForm'
import { ReviewForm } from './ReviewForm'
import { words } from './words'

type Props = { row: ReviewRow; onChanged: (row: ReviewRow) => void }

/** One emergency with what is known about it, and what a lead can do. */
export function OneReview({ row, onChanged }: Props) {
  const now = useNow()
  const [open, setOpen] = useState<'hold' | 'review' | null>(null)
  const finish = (changed: ReviewRow) => {
    setOpen(null)
    onChanged(changed)
  }
  return (
    <section class="wm-section">
      <p class="wm-people__name">{words.looked(row.by, row.team, row.preferred_name)}</p>
      <p class="wm-looks__facts">{words.began} <When at={row.began_at} />, {Date.parse(row.ends_at) > now ? words.mayLookUntil : words.ended} <When at={row.ends_at} as="clock" />.</p>
      <Quote words={row.reason} />
      <Told row={row} />
      {row.reviewed_at === null ? <Due row={row} /> : <Reviewed row={row} />}
      {row.reviewed_at === null && open === null && <Acts row={row} onOpen={setOpen} />}
      {open === null && row.reviewed_at !== null && !row.is_told && (
        <Button kind="quiet" onClick={() => setOpen('hold')} label={words.holdLabel(row.preferred_name)}>{words.hold}</Button>
      )}
      {open === 'hold' && <HoldForm id={row.id} onDone={finish} onStop={() => setOpen(null)} />}
      {open === 'review' && <ReviewForm id={row.id} onDone={finish} onStop={() => setOpen(null)} />}
    </section>
  )
}

function Told({ row: { is_told, tell_at, held_by, held_reason } }: { row: ReviewRow }) {
  return (
    <>
      <p>{is_told ? words.theyKnow : <>{words.theyWillKnow} <When at={tell_at} />.</>}</p>
      {held_by !== null && held_reason !== null && <><p>{words.heldBy(held_by)}</p><Quote words={held_reason} /></>}
    </>
  )
}

function Due({ row: { due_at, is_overdue } }: { row: ReviewRow }) {
  if (is_overdue) return <p><strong>{words.overdue} <When at={due_at} />.</strong></p>
  return <p>{words.due} <When at={due_at} />.</p>
}

function Reviewed({ row: { outcome, words: said, reviewed_by } }: { row: ReviewRow }) {
  return (
    <>
      {outcome !== null && <p><Tag>{words.outcomes[outcome]}</Tag></p>}
      {said !== null && <><p>{words.reviewed(reviewed_by ?? '')}</p><Quote words={said} /></>}
    </>
  )
}

function Acts({ row, onOpen }: { row: ReviewRow; onOpen: (what: 'hold' | 'review') => void }) {
  return (
    <ButtonGroup>
      <Button onClick={() => onOpen('review')} label={words.reviewLabel(row.by, row.preferred_name)}>{words.review}</Button>
      {!row.is_told && (
        <Button kind="secondary" onClick={() => onOpen('hold')} label={words.holdLabel(row.preferred_name)}>{words.hold}</Button>
      )}
    </ButtonGroup>
  )
}
