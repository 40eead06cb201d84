/** Rules of the caseload and of opening hours in words. Pure. */
import type { Id, Me, PersonRow, TeamView } from '../shared/api-types'

export type Caseload = { mine: PersonRow[]; others: PersonRow[] }

/** Own caseload and the rest, each in the order the service gave. */
export function caseload(people: readonly PersonRow[], accountId: Id): Caseload {
  const isMine = (row: PersonRow) => row.key_worker?.account_id === accountId
  return { mine: people.filter(isMine), others: people.filter((row) => !isMine(row)) }
}

/** A lead of the person's team, or the present key worker, names the next one. The service decides; this only spares a refusal. */
export function mayChangeKeyWorker(row: PersonRow, me: Pick<Me, 'account_id' | 'teams'>): boolean {
  const isLead = me.teams.some(({ id, role }) => id === row.team_id && role === 'lead')
  return isLead || row.key_worker?.account_id === me.account_id
}

export type HoursLine = { from: number; to: number; spans: { opens: string; closes: string }[] }

/** The week with equal days in a row put together. Monday is 0; days that are not open are left out. */
export function hoursLines(hours: TeamView['hours']): HoursLine[] {
  const lines: HoursLine[] = []
  for (let day = 0; day < 7; day++) {
    const spans = spansOn(hours, day)
    const last = lines.at(-1)
    if (spans.length === 0) continue
    if (last?.to === day - 1 && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = day
    else lines.push({ from: day, to: day, spans })
  }
  return lines
}

function spansOn(hours: TeamView['hours'], day: number): HoursLine['spans'] {
  return hours
    .filter(({ weekday }) => weekday === day)
    .map(({ opens, closes }) => ({ opens, closes }))
    .sort((a, b) => a.opens.localeCompare(b.opens))
}

/** "09:00" as people say it: "9 am"; "00:00" at a day's end is midnight. */
export function sayHour(clock: string, noon: string, midnight: string): string {
  const [hour = 0, minutes = 0] = clock.split(':').map(Number)
  if (minutes === 0 && hour % 24 === 0) return midnight
  if (minutes === 0 && hour === 12) return noon
  const twelve = hour % 12 === 0 ? 12 : hour % 12
  const shown = minutes === 0 ? String(twelve) : `${twelve}:${String(minutes).padStart(2, '0')}`
  return `${shown} ${hour < 12 ? 'am' : 'pm'}`
}
