/**
 * Some changes need a sign-in of the last quarter of an hour. The page asks for one when the service says so,
 * and then carries on with what was asked.
 */
import { signal } from '@preact/signals'
import { ApiError } from '../shared/api'

export class NotConfirmed extends Error {
  override name = 'NotConfirmed'
  constructor(readonly why: 'stopped' | 'somebody-else') {
    super(`not confirmed: ${why}`)
  }
}

type Question = { yes: () => void; no: (why: NotConfirmed['why']) => void }

/** What the dialog answers while it is open; null when nothing is asked. */
export const question = signal<Question | null>(null)

/**
 * Does the work; if the service first wants to know that it is you, asks and does it again.
 *
 * @throws {NotConfirmed} when the person stops
 */
export async function confirmed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'identity.confirm_it_is_you') throw error
  }
  await askWhoItIs()
  return await work()
}

/** The dialog goes away with its page. */
export function stopAsking(): void {
  question.value?.no('stopped')
}

async function askWhoItIs(): Promise<void> {
  stopAsking()
  try {
    await new Promise<void>((resolve, reject) => {
      question.value = { yes: resolve, no: (why) => reject(new NotConfirmed(why)) }
    })
  } finally {
    question.value = null
  }
}
