/** Who may see what is shared of one's answers, by name. Pure. */
import type { MySharing } from '../shared/api-types'

const section = 'dialog_results'

/** "Riverside, Jo and Sam"; '' for nobody. */
export function sayWhoSees({ team, people, stop }: MySharing): string {
  if (stop !== null) return ''
  const isShared = team?.sections.some((choice) => choice.section === section && choice.is_shared) === true
  const trusted = people.filter(({ state, sections }) => state === 'sharing' && sections.some((one) => one.section === section && one.is_shared && one.is_live))
  return join([...(isShared ? [team.team.name] : []), ...trusted.map(({ name }) => name)])
}

function join(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
