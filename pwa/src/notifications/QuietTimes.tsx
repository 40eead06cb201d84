import { useState } from 'preact/hooks'
import type { QuietHours } from '../shared/api-types'
import { useMe } from '../shared/session'
import { sayHour } from '../shared/times'
import { Await, Banner, Button, ButtonGroup, Failed } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { clearQuietHours, readQuietHours } from './api'
import { QuietForm } from './QuietForm'
import { useFocusMoves } from './use-focus-moves'
import { words } from './words'

/** When this account's devices stay quiet, said in words and changed on the spot. */
export function QuietTimes() {
  const { is_worker, is_person } = useMe()
  const hours = useResource(readQuietHours)
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.quietHeading}</h2>
      <p>{words.quietIntro} {is_person && words.quietPerson} {is_worker && words.quietWorker}</p>
      <Await of={hours} what={words.quietWhat}>{(known) => <Known hours={known} onHours={hours.set} />}</Await>
    </section>
  )
}

function Known({ hours, onHours }: { hours: QuietHours; onHours: (hours: QuietHours) => void }) {
  const [isChanging, setIsChanging] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const place = useFocusMoves(isChanging)
  const change = (next: QuietHours, done: string) => {
    setIsChanging(false)
    setSaid(done)
    onHours(next)
  }
  return (
    <div ref={place}>
      <div role="status">{said !== null && !isChanging && <Banner kind="good">{said}</Banner>}</div>
      {isChanging
        ? <QuietForm hours={hours} onSaved={(next) => change(next, words.quietSaved)} onStop={() => setIsChanging(false)} />
        : <AsTheyAre hours={hours} onChange={() => setIsChanging(true)} onCleared={() => change({ begins: null, ends: null }, words.quietCleared)} />}
    </div>
  )
}

function AsTheyAre({ hours: { begins, ends }, onChange, onCleared }: { hours: QuietHours; onChange: () => void; onCleared: () => void }) {
  const sending = useSending()
  const isSet = begins !== null && ends !== null
  const clear = () => void sending.send(clearQuietHours).then((isDone) => isDone && onCleared())
  return (
    <>
      <p>{isSet ? words.quietFromTo(sayHour(begins), sayHour(ends)) : words.quietNone}</p>
      {sending.error !== null && <Failed what={words.quietFailed} error={sending.error} safe={words.quietSafe} />}
      <ButtonGroup>
        <Button kind="secondary" onClick={onChange}>{isSet ? words.quietChange : words.quietSet}</Button>
        {isSet && <Button kind="quiet" onClick={clear} isBusy={sending.isSending} busyWords={words.quietSaving}>{words.quietClear}</Button>}
      </ButtonGroup>
    </>
  )
}
