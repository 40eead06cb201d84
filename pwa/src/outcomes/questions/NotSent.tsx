import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, NotReached } from '../../shared/api'
import { saysItself } from '../../shared/session'
import { Button, ButtonGroup, LinkButton, wordsFor } from '../../shared/ui'
import { words } from '../words'
import type { Whose } from './whose'
import type { SendingAnswers } from './use-sending-answers'

type Props = { sendingAnswers: SendingAnswers; whose: Whose }

/** The last try to send has failed: what happened, what is safe, what to do. Takes the focus. */
export function NotSent({ sendingAnswers, whose }: Props) {
  const { error } = sendingAnswers.sending
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (error !== null) heading.current?.focus()
  }, [error])
  useSaysItself(error instanceof NotReached)
  if (error === null) return null
  const isTaken = error instanceof ApiError && error.code === 'http.id_taken'
  return (
    <section class="wm-callout" aria-labelledby="not-sent">
      <h2 class="wm-callout__heading" id="not-sent" tabIndex={-1} ref={heading}>{isTaken ? words.idTaken : sayNotSent(error)}</h2>
      {isTaken ? <Taken {...sendingAnswers} after={whose.after} /> : <Again {...sendingAnswers} isForSomebody={whose.name !== null} />}
    </section>
  )
}

const isUnsure = (error: unknown) => error instanceof NotReached && !(error.cause instanceof TypeError)
const sayNotSent = (error: unknown) => (isUnsure(error) ? words.unsure : words.notSent)

function Again({ sending: { error, isSending }, send, isForSomebody }: SendingAnswers & { isForSomebody: boolean }) {
  const isBack = useSignalBack(error)
  return (
    <>
      <p>{sayWhy(error, isForSomebody)}</p>
      {isBack && error instanceof NotReached && <p role="status">{words.signalBack}</p>}
      <Button kind="secondary" onClick={send} isBusy={isSending} busyWords={words.sending}>{words.sendAgain}</Button>
    </>
  )
}

function sayWhy(error: unknown, isForSomebody: boolean): string {
  if (isUnsure(error)) return words.unsureBody
  if (error instanceof NotReached) return isForSomebody ? words.noSignalForThem : words.noSignal
  return `${wordsFor(error)} ${words.stillHere}`
}

function Taken({ sending: { isSending }, sendAsNew, after }: SendingAnswers & { after: string }) {
  return (
    <>
      <p>{words.idTakenBody}</p>
      <ButtonGroup>
        <LinkButton href={after} kind="secondary">{words.seeWhatArrived}</LinkButton>
        <Button kind="secondary" onClick={sendAsNew} isBusy={isSending} busyWords={words.sending}>{words.sendAsNew}</Button>
      </ButtonGroup>
    </>
  )
}

/** The signal is back since the last try. It sends nothing: that is for the person to do. */
function useSignalBack(since: unknown): boolean {
  const [isBack, setIsBack] = useState(false)
  useEffect(() => {
    setIsBack(false)
    const note = () => setIsBack(true)
    addEventListener('online', note)
    return () => removeEventListener('online', note)
  }, [since])
  return isBack
}

/** While the page says itself that there is no signal, the shell need not say it too. */
function useSaysItself(isSaid: boolean): void {
  useEffect(() => {
    saysItself.value = isSaid
    return () => {
      saysItself.value = false
    }
  }, [isSaid])
}
