import { useEffect, useState } from 'preact/hooks'
import { Button, ErrorSummary } from '../shared/ui'
import { patienceForCode } from './rules'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

/** Another code, once the first has had time to arrive. Says that it waits, and does not count down. */
export function NewCode({ askedAt, onAsk }: { askedAt: number; onAsk: () => Promise<unknown> }) {
  const isEarly = useIsEarly(askedAt)
  const [wasSent, setWasSent] = useState(false)
  const { isSending, error, send } = useSending()

  const ask = () => void send(onAsk).then((wasDone) => setWasSent(wasDone))
  return (
    <>
      <ErrorSummary errors={errorsOf(error)} />
      <div role="status">{wasSent && <p>{words.codeNewSent}</p>}</div>
      <Button kind="quiet" onClick={ask} isBusy={isSending} busyWords={words.codeBusy} refusedBecause={isEarly ? words.codeNewWait : null}>
        {words.codeNew}
      </Button>
    </>
  )
}

function useIsEarly(askedAt: number): boolean {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, askedAt + patienceForCode - Date.now()))
    return () => clearTimeout(timer)
  }, [askedAt])
  return Math.max(now, askedAt) < askedAt + patienceForCode
}
