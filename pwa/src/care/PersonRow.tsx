import { useState } from 'preact/hooks'
import { useMe } from '../shared/session'
import type { CaseloadPerson as Person, WorkerTeam } from '../shared/api-types'
import { Button } from '../shared/ui'
import { ChangeKeyWorker } from './ChangeKeyWorker'
import { mayChangeKeyWorker, sayThings } from './rules'
import { words } from './words'

type Props = {
  row: Person
  team: WorkerTeam | null
  /** The worker is in several teams: say which one this is. */
  hasTeams: boolean
  now: number
  onChanged: (row: Person) => void
}

export function PersonRow({ row, team, hasTeams, now, onChanged }: Props) {
  const me = useMe()
  const [isChanging, setIsChanging] = useState(false)
  // Whose key worker one is oneself stands below a heading that says so.
  const isMine = row.key_worker?.account_id === me.account_id
  const facts = [...(isMine ? [] : [sayKeyWorker(row)]), ...(hasTeams && team !== null ? [`${team.name}.`] : [])]
  const things = sayThings(row, now)
  const mayChange = team !== null && mayChangeKeyWorker(row, me)
  const finish = (changed: Person) => {
    setIsChanging(false)
    onChanged(changed)
  }
  return (
    <li class="wm-people__item">
      <h3 class="wm-people__name"><a href={`/caseload/${row.record_id}`}>{row.preferred_name}</a></h3>
      {facts.length > 0 && <p class="wm-people__facts">{facts.join(' ')}</p>}
      {things.length > 0 && <ul class="wm-people__things">{things.map((thing) => <li key={thing}>{thing}</li>)}</ul>}
      {mayChange && !isChanging && (
        <Button kind="quiet" onClick={() => setIsChanging(true)} label={words.changeLabel(row.preferred_name)}>{words.change}</Button>
      )}
      {mayChange && isChanging && <ChangeKeyWorker row={row} team={team} onDone={finish} onStop={() => setIsChanging(false)} />}
    </li>
  )
}

function sayKeyWorker({ key_worker: worker }: Person): string {
  return worker === null ? words.keyWorkerNobody : words.keyWorkerIs(worker.name)
}
