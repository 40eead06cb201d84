import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { MyTeam } from '../shared/api-types'
import { useMe } from '../shared/session'

export type TeamChoice = { team: MyTeam | null; teams: readonly MyTeam[]; isLead: boolean; choose: (id: string) => void }

/** The team whose rota is looked at: the one in the address, or the first of one's own. */
export function useTeam(): TeamChoice {
  const { teams } = useMe()
  const { query } = useLocation()
  const [chosen, setChosen] = useState(query.team ?? '')
  const team = teams.find(({ id }) => id === chosen) ?? teams[0] ?? null
  return { team, teams, isLead: team?.role === 'lead', choose: setChosen }
}
