import type { StepUpRow } from '../shared/api-types'
import { Await, Card, LinkButton, Page } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource } from '../shared/use-resource'
import { listMyRequests } from './api'
import { isEnded } from './rules'
import { words } from './words'
import './styles.scss'

/** Every request she has sent: the open one first. */
export function MyRequestsPage() {
  const requests = useResource(listMyRequests)
  useNews(() => void requests.reload())
  return (
    <Page title={words.list.title}>
      <Await of={requests} what={words.list.what}>{(rows) => (rows.length === 0 ? <Empty /> : <Rows rows={rows} />)}</Await>
    </Page>
  )
}

function Empty() {
  return (
    <>
      <p>{words.list.empty}</p>
      <LinkButton href="/ask">{words.ask.title}</LinkButton>
    </>
  )
}

function Rows({ rows }: { rows: StepUpRow[] }) {
  const open = rows.filter(({ state }) => !isEnded(state))
  const before = rows.filter(({ state }) => isEnded(state))
  return (
    <>
      {open.length === 0 && <LinkButton href="/ask">{words.ask.title}</LinkButton>}
      <Group heading={words.list.open} rows={open} />
      <Group heading={words.list.before} rows={before} />
    </>
  )
}

function Group({ heading, rows }: { heading: string; rows: StepUpRow[] }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{heading}</h2>
      {rows.map((row) => (
        <Card key={row.id} level={3} heading={words.list.asked(row.asked_at)} href={`/my-requests/${row.id}`}>
          <p>{sayState(row)}</p>
          {row.needs_afterwards && <p>{words.list.tellUs}</p>}
        </Card>
      ))}
    </section>
  )
}

function sayState({ state, closed_at }: StepUpRow): string {
  if (!isEnded(state)) return words.list.states[state as keyof typeof words.list.states]
  if (closed_at === null) return words.stand.closed
  return state === 'withdrawn' ? words.list.withdrawn(closed_at) : words.list.closed(closed_at)
}
