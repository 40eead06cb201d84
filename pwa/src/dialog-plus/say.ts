/** What was agreed, in words for whoever reads. Pure. */
import type { Action, Side } from '../shared/api-types'
import { sayDay } from '../shared/times'
import { firstName, missingYes } from './rules'
import { words, type Reader } from './words'

/** A day without a clock, read at noon so that no time zone moves it. */
export const sayDue = (day: string): string => sayDay(`${day}T12:00:00Z`)

const whole = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
/** "27 November 2026": for what is read later too, such as on paper. */
export const sayWholeDay = (day: string): string => whole.format(new Date(`${day}T12:00:00Z`))

export function sayOwner({ owner, owner_name }: Pick<Action, 'owner' | 'owner_name'>, reader: Reader): string {
  if (owner === 'person') return words.personIs(reader)
  if (owner === 'worker') return owner_name === '' ? words.workerIs(reader) : firstName(owner_name)
  return owner_name
}

/** "You said yes on Asha’s phone. Waiting for Asha’s yes." Nothing about what is past and was never agreed. */
export function sayAgreed(action: Pick<Action, 'agreed' | 'status'>, reader: Reader): string[] {
  const { person, worker } = action.agreed
  const said = person?.how === 'own_device' && worker?.how === 'own_device'
    ? [words.bothYes({ ...reader, worker: firstName(worker.by) })]
    : (['person', 'worker'] as const).flatMap((side) => sayYes(action, side, reader))
  const missing = missingYes(action).map((side) => (side === 'person' ? words.waitingForPerson(reader) : words.waitingForWorker(reader)))
  return [...said, ...missing]
}

function sayYes({ agreed }: Pick<Action, 'agreed'>, side: Side, reader: Reader): string[] {
  const yes = agreed[side]
  if (yes === null) return []
  if (side === 'person') {
    const who = words.personIs(reader)
    return [yes.how === 'own_device' ? words.saidYes(who) : words.saidYesOn(who, words.phoneOf(firstName(yes.by)))]
  }
  if (yes.how === 'own_device') return [words.saidYes(firstName(yes.by))]
  return [words.saidYesOn(words.workerIs(reader), words.phoneOfPerson(reader))]
}
