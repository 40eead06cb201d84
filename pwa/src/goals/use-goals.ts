/** The person's own goals, for the pages that read and change them. */
import { ApiError } from '../shared/api'
import type { Goal, Goals, Id } from '../shared/api-types'
import { useMe } from '../shared/session'
import { useNews } from '../shared/use-news'
import { useResource, type Resource } from '../shared/use-resource'
import { useSending, type Sending } from '../shared/use-sending'
import { readGoals } from './api'
import { withGoal } from './rules'

export type OwnGoals = {
  recordId: Id
  all: Resource<Goals>
  /** Puts in what a write has brought. */
  onGoal: (goal: Goal) => void
  /** The service knows a newer goal than this page: fetch it. */
  onStale: () => void
}

export function useGoals(): OwnGoals {
  const recordId = useMe().record_id ?? ''
  const all = useResource(() => readGoals(recordId), recordId)
  useNews(() => void all.reload())
  const onGoal = (goal: Goal) => {
    if (all.value !== null) all.set(withGoal(all.value, goal))
  }
  return { recordId, all, onGoal, onStale: () => void all.reload() }
}

/** What every part of one goal's page is given. */
export type OneGoal = Omit<OwnGoals, 'all'> & { goal: Goal }

/** Sending an act on a goal. What was refused because of a newer goal shows that one beside the refusal. */
export function useAct(onStale: () => void): Sending {
  const sending = useSending()
  const send: Sending['send'] = (work) => sending.send(async () => {
    try {
      await work()
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onStale()
      throw error
    }
  })
  return { ...sending, send }
}
