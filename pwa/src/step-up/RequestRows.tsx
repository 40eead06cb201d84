import type { RequestRow } from '../shared/api-types'
import { sayHowLong } from '../shared/times'
import { Tag } from '../shared/ui'
import { words } from './worker-words'

type Group = 'unanswered' | 'promised' | 'talking' | 'closed'
type Props = { group: Group; rows: readonly RequestRow[]; now: number }

/** One group, in the order in which the service gives it. */
export function RequestRows({ group, rows, now }: Props) {
  const { list } = words
  return (
    <section class="wm-group" aria-labelledby={`group-${group}`}>
      <h2 class="nhsuk-heading-m wm-group__heading" id={`group-${group}`}>
        {list[group]} {rows.length > 0 && <span class="wm-group__count">{rows.length}</span>}
      </h2>
      {rows.length === 0 && group !== 'closed' && <p class="nhsuk-hint">{list.empty[group]}</p>}
      {rows.length > 1 && <p class="nhsuk-hint wm-group__order">{list.order[group]}</p>}
      {rows.length > 0 && (
        <ul class="wm-rows">
          {rows.map((row) => <li key={row.id} class="wm-row"><Row row={row} group={group} now={now} /></li>)}
        </ul>
      )}
    </section>
  )
}

function Row({ row, group, now }: { row: RequestRow; group: Group; now: number }) {
  const { list } = words
  return (
    <>
      <div class="wm-row__who">
        <h3 class="wm-row__name"><a class="wm-row__link" data-row href={`/requests/${row.id}`}>{row.person_name}</a></h3>
        {row.is_mine && <Tag>{list.yours}</Tag>}
        {row.helps_team !== null && <Tag>{list.helps(row.helps_team)}</Tag>}
      </div>
      {group === 'closed' ? <p>{words.states[row.state]}. {list.asked(row.asked_at)}</p> : <OpenRow row={row} group={group} now={now} />}
    </>
  )
}

function OpenRow({ row, group, now }: { row: RequestRow; group: Group; now: number }) {
  const { list } = words
  return (
    <>
      <p class="wm-row__first">
        {group === 'unanswered' ? list.waiting(sayHowLong(row.waiting_since, now), row.waiting_since) : sayPromise(row) ?? list.asked(row.asked_at)}
      </p>
      <p>{list.hopes(row.wants_to_hear, row.reach_by)}</p>
      <p>{row.key_worker === null ? list.noKeyWorker : list.keyWorker(row.key_worker.name)}</p>
    </>
  )
}

function sayPromise({ promise }: RequestRow): string | null {
  if (promise === null) return null
  return promise.is_missed ? words.list.promiseMissed(promise.by, promise.by_at) : words.list.promiseBy(promise.by, promise.by_at)
}
