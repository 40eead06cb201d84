import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { TeamView } from '../shared/api-types'
import { Button, wordsFor } from '../shared/ui'
import { RingNow } from './RingNow'
import { useSaysItself } from './StaleNote'
import type { Asking } from './use-ask'
import { delayAfter } from './use-live'
import { words } from './words'
import './styles.scss'

type Props = { asking: Asking; team: TeamView | null }

/** What the service has not accepted says so in large letters, and shows whom to ring. */
export function Unsent({ asking: { outcome, sending, send, look }, team }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [sending.error])
  const isBack = useConnectionBack(look, sending.error)
  useSaysItself(true)
  const isUnsure = outcome === 'unsure'
  return (
    <section class="wm-unsent" aria-labelledby="unsent">
      <h2 class="wm-unsent__heading" id="unsent" tabIndex={-1} ref={heading}>
        {isUnsure ? words.unsent.unsureHeading : words.unsent.heading}
      </h2>
      <p>{isUnsure ? words.unsent.unsureBody : whyNot(sending.error)} {words.unsent.safe}</p>
      <p role="status">{isBack ? `${words.unsent.backOnline} ${words.unsent.sendNow}` : words.unsent.looking}</p>
      <Button isLarge onClick={send} isBusy={sending.isSending} busyWords={words.ask.sending}>
        {isBack ? words.unsent.yesSend : words.unsent.again}
      </Button>
      <h3 class="nhsuk-heading-s">{words.unsent.ring}</h3>
      <RingNow team={team} />
    </section>
  )
}

function whyNot(error: unknown): string {
  return error instanceof ApiError ? `${wordsFor(error)} ${words.unsent.refusedBody}` : words.unsent.body
}

/** Looks for the service until it answers. Never sends anything: that is asked first. */
function useConnectionBack(look: () => Promise<void>, since: unknown): boolean {
  const [isBack, setIsBack] = useState(false)
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    setIsBack(false)
    if (since instanceof ApiError) return
    let turns = 0
    let timer: ReturnType<typeof setTimeout>
    const tryNow = () => {
      clearTimeout(timer)
      latest.current().then(() => setIsBack(true), wait)
    }
    const wait = () => {
      timer = setTimeout(tryNow, delayAfter(turns++))
    }
    wait()
    addEventListener('online', tryNow)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', tryNow)
    }
  }, [since])
  return isBack
}
