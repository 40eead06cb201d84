import { Select } from '../shared/ui'
import type { TeamChoice } from './use-team'
import { words } from './words'

/** Which team's rota, for whoever works in several. */
export function TeamSelect({ team, teams, choose }: TeamChoice) {
  if (teams.length < 2 || team === null) return null
  return <Select name="rota-team" label={words.team} value={team.id} onChange={choose} options={teams.map(({ id, name }) => ({ value: id, label: name }))} />
}
