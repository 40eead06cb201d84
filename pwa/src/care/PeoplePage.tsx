import { useState } from 'preact/hooks'
import { useMe } from '../shared/session'
import type { CaseloadPerson as Person, WorkerTeam } from '../shared/api-types'
import { Await, Banner, LinkButton, Page } from '../shared/ui'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { countArrivals, readCaseload, readTeams } from './api'
import { FilterFields, type Filter } from './FilterFields'
import { PersonRow } from './PersonRow'
import { find, groupsOf } from './rules'
import { words } from './words'
import './styles.scss'

/** The people whom one's teams look after, own caseload first. */
export function PeoplePage() {
  const people = useResource(readCaseload)
  const teams = useResource(readTeams)
  const arrivals = useResource(countArrivals)
  const waiting = arrivals.value ?? 0
  return (
    <Page title={words.peopleTitle}>
      <LinkButton href="/caseload/invite">{words.invite}</LinkButton>
      <p><a href="/emergency">{words.inAnEmergency}</a></p>
      {/* A place of its own, so that the list does not move when it comes. */}
      <p class="wm-people__waiting">{waiting > 0 && <a href="/caseload/invite">{words.arrivals(waiting)}</a>}</p>
      <Await of={people} what={words.people}>
        {(rows) => (rows.length === 0 ? <Nobody /> : <People rows={rows} teams={teams.value ?? []} />)}
      </Await>
    </Page>
  )
}

function Nobody() {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.nobodyHeading}</h2>
      <p>{words.nobody}</p>
    </>
  )
}

function People({ rows, teams }: { rows: readonly Person[]; teams: readonly WorkerTeam[] }) {
  const { account_id } = useMe()
  const now = useNow()
  const [people, setPeople] = useState(rows)
  const [said, setSaid] = useState<string | null>(null)
  const [filter, setFilter] = useState<Filter>({ shown: 'all', name: '' })
  const found = find(people, filter.shown, filter.name, now)
  const { mine, others } = groupsOf(found, account_id)

  // The list is not fetched again: that would be one more look at each of these people.
  const change = (changed: Person) => {
    const { preferred_name: name, key_worker: worker } = changed
    setPeople(people.map((row) => (row.record_id === changed.record_id ? changed : row)))
    setSaid(worker?.account_id === account_id ? words.changedToYou(name) : words.changed(name, worker?.name ?? ''))
  }
  const list = (shown: readonly Person[]) => <List rows={shown} teams={teams} now={now} onChanged={change} />
  const isFiltered = filter.shown !== 'all' || filter.name !== ''
  return (
    <>
      {people.length >= worthFiltering && <FilterFields value={filter} onChange={setFilter} />}
      <div role="status">
        {said !== null && <Banner kind="good">{said}</Banner>}
        {isFiltered && <p>{found.length === 0 ? words.foundNobody : words.found(found.length)}</p>}
      </div>
      {(mine.length > 0 || !isFiltered) && <h2 class="nhsuk-heading-m">{words.mineHeading}</h2>}
      {mine.length === 0 ? !isFiltered && <p>{words.mineNone}</p> : list(mine)}
      {others.length > 0 && <h2 class="nhsuk-heading-m">{words.othersHeading}</h2>}
      {others.length > 0 && list(others)}
      <p class="nhsuk-hint">{words.peopleSeen}</p>
    </>
  )
}

const worthFiltering = 4

type ListProps = { rows: readonly Person[]; teams: readonly WorkerTeam[]; now: number; onChanged: (row: Person) => void }

function List({ rows, teams, now, onChanged }: ListProps) {
  return (
    <ul class="wm-people">
      {rows.map((row) => (
        <PersonRow
          key={row.record_id} row={row} team={teams.find(({ id }) => id === row.team_id) ?? null} hasTeams={teams.length > 1} now={now} onChanged={onChanged}
        />
      ))}
    </ul>
  )
}
