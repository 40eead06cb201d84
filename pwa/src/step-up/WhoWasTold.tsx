import type { StepUpView, Told } from '../shared/api-types'
import { At } from './At'
import { words } from './worker-words'

/** Whom the service has told since it last went out, whether it got there, and who has opened it. */
export function WhoWasTold({ view }: { view: StepUpView }) {
  // Once somebody has it in hand, "nobody has been told" would only worry.
  if (view.told.length === 0 && view.state !== 'sent') return null
  return (
    <section aria-labelledby="told">
      <h2 class="nhsuk-heading-m" id="told">{words.request.told}</h2>
      {view.told.length === 0
        ? <p>{words.request.toldNobody}</p>
        : <ul class="wm-told">{view.told.map((one) => <li key={one.name}><Line one={one} /></li>)}</ul>}
    </section>
  )
}

function Line({ one: { name, role, whom, channels, at, reached_at, seen_at } }: { one: Told }) {
  const as = words.request.toldAs[whom] ?? (role === null ? undefined : words.transfer.roles[role] ?? role)
  const [first] = channels
  return (
    <>
      <strong>{name}</strong>{as !== undefined && ` (${as})`}: {words.request.toldAt} <At at={at} />
      {first !== undefined && channels.length < 3 && <> {words.request.toldBy(channels)}</>}
      {reached_at !== null && <>, {words.request.reachedAt} <At at={reached_at} /></>}
      {seen_at !== null && <>, {words.request.seenAt} <At at={seen_at} /></>}
    </>
  )
}
