/** Addresses of the rota's pages, with what is known already, so that a form opens filled in. */
import type { Day, Desk, Id, TimeSpan } from '../shared/api-types'

type Given = Record<string, string | null | undefined>

function address(path: string, given: Given): string {
  const query = new URLSearchParams(Object.entries(given).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  const said = query.toString()
  return said === '' ? path : `${path}?${said}`
}

export type Once = { desk?: Desk; insteadOf?: Id; span?: TimeSpan; on?: Day }
export const onceLink = (team: Id, { desk, insteadOf, span, on }: Once = {}) =>
  address('/rota/override', { team, desk, instead: insteadOf, from: span?.begins, until: span?.ends, on })
export const weekLink = (team: Id) => address('/rota', { team })
export const awayLink = (team: Id, given: { who?: Id; on?: Day } = {}) => address('/rota/away', { team, ...given })
export const mineLink = (given: { ask?: string; away?: Day } = {}) => address('/rota/mine', given)
export const hoursLink = (team: Id, on?: Day) => address('/rota/hours', { team, on })
export const rotationsLink = (team: Id) => address('/rota/rotations', { team })
export const rotationLink = (team: Id, id: Id) => address(`/rota/rotations/${id}`, { team })

/** Names one of my turns in an address: a desk and when it begins. */
export const turnKey = ({ desk, begins }: { desk: Desk; begins: string }) => `${desk}.${begins}`
