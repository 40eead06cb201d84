import { useRef, useState } from 'preact/hooks'
import type { Arrival, WorkerTeam } from '../shared/api-types'
import { Await, Banner } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource, type Resource } from '../shared/use-resource'
import { readTeams } from './api'
import { ArrivalRow } from './ArrivalRow'
import { words } from './worker-words'
import './styles.scss'

/** Those who have answered an invitation and wait for a worker to say that it is them. Nothing is shown when there are none. */
export function Arrivals({ of: arrivals }: { of: Resource<Arrival[]> }) {
  const [said, setSaid] = useState<string | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useNews(() => void arrivals.reload())
  const settle = (what: string) => {
    setSaid(what)
    title.current?.focus()
    return arrivals.reload()
  }
  if (said === null && arrivals.value?.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m wm-arrivals__title" ref={title} tabIndex={-1}>{words.arrivalsTitle}</h2>
      <div role="status">{said !== null && <Banner kind="good">{said}</Banner>}</div>
      <Await of={arrivals} what={words.arrivals}>{(rows) => rows.length > 0 && <Rows rows={rows} onSettled={settle} />}</Await>
    </section>
  )
}

function Rows({ rows, onSettled }: { rows: readonly Arrival[]; onSettled: (said: string) => Promise<void> }) {
  const teams = useResource(readTeams)
  const teamOf = (arrival: Arrival): WorkerTeam | null => teams.value?.find(({ id }) => id === arrival.team_id) ?? null
  return (
    <>
      <p>{words.arrivalsIntro}</p>
      <ul class="wm-arrivals">
        {rows.map((row) => <ArrivalRow key={row.id} arrival={row} team={teamOf(row)} onSettled={onSettled} />)}
      </ul>
    </>
  )
}
