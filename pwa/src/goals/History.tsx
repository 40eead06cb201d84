import type { Goal } from '../shared/api-types'
import { Details, When } from '../shared/ui'
import { words } from './words'

/** What happened to a goal, newest first; folded away. */
export function History({ goal: { history } }: { goal: Goal }) {
  if (history.length === 0) return null
  const newestFirst = [...history].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <Details summary={words.history}>
      <ul class="nhsuk-list">
        {newestFirst.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            <strong>{words.event(event.kind)}</strong>, <When at={event.at} />, {words.eventBy(event.by)}
            {event.words !== '' && <span class="wm-goal-words wm-goal-said">{event.words}</span>}
          </li>
        ))}
      </ul>
    </Details>
  )
}
