import { useState } from 'preact/hooks'
import type { SignedInDevice } from '../shared/api-types'
import { Await, Button, ErrorSummary, Tag, When } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { endOtherSessions, endSession, readSessions } from './api'
import { Section, type Done } from './Section'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

/** Every browser that is signed in: end one, or all but this. */
export function SignedInPlaces() {
  const places = useResource(readSessions)
  const [done, setDone] = useState<Done | null>(null)
  const change = (said: string) => {
    setDone({ words: said })
    return places.reload()
  }
  return (
    <Section id="signed-in-places" heading={words.sessionsHeading} done={done}>
      <Await of={places} what={words.sessionsGet}>{(rows) => <Places rows={rows} onChanged={change} />}</Await>
    </Section>
  )
}

function Places({ rows, onChanged }: { rows: readonly SignedInDevice[]; onChanged: (said: string) => Promise<void> }) {
  const { isSending, error, send } = useSending()
  const hasOthers = rows.some((row) => !row.is_this)
  const end = (work: () => Promise<unknown>, said: string) =>
    void send(async () => {
      await work()
      await onChanged(said)
    })
  return (
    <>
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
