/** Sending a filled-in questionnaire, whatever the signal and the service make of it. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ApiError } from '../../shared/api'
import type { Id } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { useSending, type Sending } from '../../shared/use-sending'
import { putResponse, readInstrument } from '../api'
import { noteSent } from '../sent'
import { carryOver, missing, sentOf, type Filling, type Missing } from './filling'
import type { KeptFilling } from './kept-filling'

export type SendingAnswers = {
  sending: Sending
  /** What is not there yet, once sending was tried. */
  gaps: readonly Missing[]
  send: () => void
  /** The answers that arrived were other ones: these become answers of their own. */
  sendAsNew: () => void
}

type Props = {
  filling: Filling
  kept: KeptFilling
  recordId: Id
  isForSomebody: boolean
  /** Where one goes when it is sent. */
  after: string
  /** The questions are others now: shows what is new. */
  onChanged: () => void
}

export function useSendingAnswers({ filling, kept, recordId, isForSomebody, after, onChanged }: Props): SendingAnswers {
  const sending = useSending()
  const { route } = useLocation()
  const [isTried, setIsTried] = useState(false)
  const gaps = missing(filling, isForSomebody)

  const deliver = async (given: Filling) => {
    const answeredAt = given.answered_at ?? new Date().toISOString()
    const unsent = { ...given, answered_at: answeredAt }
    kept.keep(unsent)
    try {
      await put(unsent, answeredAt)
    } catch (error) {
      if (error instanceof ApiError) await follow(error, unsent)
      throw error
    }
    noteSent(given.id)
    // Not waited for: a browser whose store is stuck must not hide that it arrived.
    void kept.forget()
    route(after, true)
  }

  const put = async (unsent: Filling, answeredAt: string) => {
    try {
      await putResponse(recordId, unsent.id, sentOf(unsent, answeredAt))
    } catch (error) {
      // Nobody asked for it under that id: the answers are what matters.
      if (!(error instanceof ApiError) || error.fields.asked_id === undefined) throw error
      const unasked = { ...unsent, asked_id: null }
      kept.keep(unasked)
      await putResponse(recordId, unsent.id, sentOf(unasked, answeredAt))
    }
  }

  const follow = async (error: ApiError, unsent: Filling) => {
    // The device has just been wiped: nothing may be written to it again.
    if (error.status === 401) kept.hold(unsent)
    // The clock of this phone was wrong: the next try takes the time anew.
    if (error.fields.answered_at !== undefined) kept.keep({ ...unsent, answered_at: null })
    if (error.code !== 'outcomes.other_version') return
    const newest = await readInstrument(unsent.instrument.key)
    kept.keep(carryOver(unsent, newest))
    onChanged()
  }

  const sendThis = (given: Filling) => {
    setIsTried(true)
    if (gaps.length > 0) sending.forget()
    else void sending.send(() => deliver(given))
  }
  const send = () => sendThis(filling)
  const sendAsNew = () => sendThis({ ...filling, id: newId() })

  return { sending, gaps: isTried ? gaps : [], send, sendAsNew }
}
