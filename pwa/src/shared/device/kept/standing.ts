/** Whether this browser may keep the copy still: she may have pressed "forget this phone" somewhere else. */
import { api, ApiError } from '../../api'
import type { Id } from '../../answer-types'
import { readMark } from './mark'
import { removeKept } from '../wipe'

/**
 * Asked at each start and when a session has ended. Told that it may not, the copy goes. Not reached, it stays: it is for
 * days without a signal.
 *
 * @returns whether a copy stands
 */
export async function checkStanding(): Promise<boolean> {
  const mark = readMark()
  if (mark === null) return false
  try {
    const { account_id: accountId } = await api.get<{ account_id: Id }>('/api/kept-plan', { isPolling: true })
    if (accountId === mark.accountId) return true
  } catch (error) {
    if (!isNotKept(error)) return true
  }
  await removeKept()
  return false
}

export const isNotKept = (error: unknown) => error instanceof ApiError && error.code === 'safety_plan.not_kept'
