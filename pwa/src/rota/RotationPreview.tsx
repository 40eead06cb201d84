import type { RotationContent, RotaWeek } from '../shared/api-types'
import { sayWhen } from '../shared/times'
import { gapsWith } from './gaps'
import { GapList } from './GapList'
import { missingIn, nextTurns, sayRotation } from './rotation'
import { rotations as words } from './lead-words'
import { words as common } from './words'

type Props = { rotation: RotationContent; id: string; weeks: RotaWeek; now: number }

/** What the rotation means before it is saved: in words, the next turns, and where nobody would be. */
export function RotationPreview({ rotation, id, weeks, now }: Props) {
  // A name changes nothing of who is there.
  const isWhole = Object.keys(missingIn(rotation)).every((field) => field === 'name')
  return (
    <section class="wm-rota-preview" aria-live="polite">
      <h2 class="nhsuk-heading-m">{words.previewHeading}</h2>
      {isWhole ? <Whole rotation={rotation} id={id} weeks={weeks} now={now} /> : <p>{words.previewNot}</p>}
    </section>
  )
}

function Whole({ rotation, id, weeks, now }: Props) {
  const gaps = gapsWith(rotation, id, weeks.days).filter(({ ends }) => Date.parse(ends) > now).map((gap) => ({ ...gap, desk: rotation.desk }))
  const nameOf = (who: string) => weeks.members.find(({ account_id: one }) => one === who)?.name ?? common.somebody
  const hasOpening = weeks.days.some(({ opening }) => opening.length > 0)
  return (
    <>
      <p>{sayRotation(rotation, weeks.members).join(' ')}</p>
      {rotation.places.length > 1 && (
        <>
          <h3 class="nhsuk-heading-s">{words.previewNext}</h3>
          <ol class="nhsuk-list nhsuk-list--number">
            {nextTurns(rotation, now).map((turn) => <li key={turn.begins}>{words.nextTurn(nameOf(turn.account_id), sayWhen(turn.begins, now))}</li>)}
          </ol>
        </>
      )}
      {gaps.length === 0 && hasOpening && <p>{words.noGaps}</p>}
      <GapList gaps={gaps} now={now} />
    </>
  )
}
