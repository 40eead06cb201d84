/** Her own team and the lines of the trust, with their numbers, as ideas for "Services I can ring". */
import { api } from '../../shared/api'
import type { MyTeamAnswer } from '../../shared/api-types'
import { crisisContacts } from '../../shared/crisis-contacts'
import { useResource } from '../../shared/use-resource'

type Line = { words: string; phone: string | null }

export function useServiceIdeas(isWanted: boolean): Line[] {
  // What cannot be had is left out: nothing here depends on it.
  const team = useResource(() => (isWanted ? api.get<MyTeamAnswer>('/api/my-team').catch(() => null) : Promise.resolve(null)))
  if (!isWanted) return []
  const own = team.value?.team
  const lines = crisisContacts().filter(({ call, for_whom: forWhom }) => call !== null && forWhom === null).map(({ name, call }) => ({ words: name, phone: call }))
  return own === undefined || own.phone === null ? lines : [{ words: own.name, phone: own.phone }, ...lines]
}
