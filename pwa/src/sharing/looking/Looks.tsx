import { useState } from 'preact/hooks'
import type { AccessEntry, AccessLog } from '../../shared/api-types'
import { sayDay } from '../../shared/times'
import { Button, Failed, When } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { asHeading, byDay, type Day } from '../rules'
import { everything, readLog, type Filter } from './api'
import { OddThing } from './OddThing'
import { words } from './words'

type Props = { first: AccessLog; filter: Filter; onReported: () => void }

/** The list with what came before it, as far as somebody asked. */
export function Looks({ first, filter, onReported }: Props) {
  const [entries, setEntries] = useState(first.entries)
  const [next, setNext] = useState(first.next)
  const { isSending, error, send } = useSending()
  const getOlder = () => void send(async () => {
    const older = await readLog(filter, next)
    setEntries([...entries, ...older.entries])
    setNext(older.next)
  })
  if (entries.length === 0) return <Nothing isFiltered={filter.who !== everything.who || filter.section !== everything.section} />
  return (
    <>
      {byDay(entries).map((day) => <DayOfLooks key={day.day} {...day} onReported={onReported} />)}
      {error !== null && <Failed what={`get ${words.looked}`} error={error} onRetry={getOlder} />}
      {next !== null && <Button kind="secondary" onClick={getOlder} isBusy={isSending} busyWords={words.gettingOlder}>{words.older}</Button>}
    </>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <p><strong>{words.nobodySuch}</strong></p>
  return <><p><strong>{words.nobody}</strong></p><p>{words.nobodyMore}</p></>
}

function DayOfLooks({ entries, onReported }: Day & { onReported: () => void }) {
  const first = entries[0]
  if (first === undefined) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{asHeading(sayDay(first.at))}</h2>
      <ul class="wm-looks">
        {entries.map((entry) => <Look key={entry.id} entry={entry} onReported={onReported} />)}
      </ul>
    </section>
  )
}

function Look({ entry: { id, at, words: said, why, way }, onReported }: { entry: AccessEntry; onReported: () => void }) {
  return (
    <li class={way === 'break_glass' ? 'wm-looks__item wm-looks__item--emergency' : 'wm-looks__item'}>
      <p>{said}</p>
      <p class="wm-looks__facts"><When at={at} as="clock" />{why !== null && <> · {why}</>}</p>
      {way !== 'own' && <OddThing entryId={id} label={words.oddLabel(said)} onDone={onReported}>{words.odd}</OddThing>}
    </li>
  )
}
