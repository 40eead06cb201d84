import { useState } from 'preact/hooks'
import type { SignedInDevice } from '../shared/api-types'
import { Await, Banner, Button, ErrorSummary, Tag, When } from '../shared/ui'
import { useResource, type Resource } from '../shared/use-resource'
import { endOtherSessions, endSession, readSessions } from './api'
import { errorsOf } from './trouble'
import { useAsking } from './use-asking'
import { words } from './words'

/** Every browser that is signed in: end one, or all but this. */
export function SignedInPlaces() {
  const places = useResource(readSessions)
  return (
    <section aria-labelledby="signed-in-places">
      <h2 class="nhsuk-heading-m" id="signed-in-places">{words.sessionsHeading}</h2>
      <Await of={places} what={words.sessionsGet}>{(rows) => <Places rows={rows} of={places} />}</Await>
    </section>
  )
}

function Places({ rows, of: places }: { rows: readonly SignedInDevice[]; of: Resource<SignedInDevice[]> }) {
  const [done, setDone] = useState<string | null>(null)
  const { isSending, error, send } = useAsking()
  const hasOthers = rows.some((row) => !row.is_this)
  const end = (work: () => Promise<unknown>, said: string) =>
    void send(async () => {
      await work()
      setDone(said)
      await places.reload()
    })
  return (
    <>
      {done !== null && <Banner kind="good">{done}</Banner>}
      <ErrorSummary errors={errorsOf(error)} />
      <ul class="wm-account-list">
        {rows.map((row) => (
          <Place key={row.id} row={row} isBusy={isSending} onEnd={() => end(() => endSession(row.id), words.sessionEnded)} />
        ))}
      </ul>
      {!hasOthers && <p>{words.sessionsOnlyHere}</p>}
      {hasOthers && (
        <Button kind="secondary" isBusy={isSending} onClick={() => end(endOtherSessions, words.sessionOthersEnded)}>
          {words.sessionEndOthers}
        </Button>
      )}
    </>
  )
}

function Place({ row, isBusy, onEnd }: { row: SignedInDevice; isBusy: boolean; onEnd: () => void }) {
  return (
    <li class="wm-account-list__item">
      <p class="wm-account-list__name">{row.device} {row.is_this && <Tag>{words.sessionThis}</Tag>}</p>
      {!row.is_this && (
        <>
          <p class="wm-account-list__facts">{words.sessionSeen} <When at={row.last_seen_at} />.</p>
          <Button kind="quiet" onClick={onEnd} isBusy={isBusy} label={words.sessionEndLabel(row.device)}>{words.sessionEnd}</Button>
        </>
      )}
    </li>
  )
}
