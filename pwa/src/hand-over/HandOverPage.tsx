import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import type { HandOverDone, Holdings } from '../shared/api-types'
import { useMe } from '../shared/session'
import { Await, Banner, LinkButton, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readHoldings } from './api'
import { HandOverForm } from './HandOverForm'
import { Things } from './Things'
import { holdsNothing } from './rules'
import { words } from './words'
import './styles.scss'

/** Everything that somebody holds in a team, and who takes it. */
export function HandOverPage() {
  const { teams } = useMe()
  const { query } = useLocation()
  const accountId = useRoute().params.accountId ?? ''
  const teamId = teams.find(({ id }) => id === query.team)?.id ?? teams[0]?.id ?? ''
  const held = useResource(() => readHoldings(teamId, accountId), `${teamId} ${accountId}`)
  const [done, setDone] = useState<HandOverDone | null>(null)
  if (done !== null && held.value !== null) return <Done held={held.value} done={done} />
  const title = held.value === null ? words.windowTitle : held.value.is_me ? words.titleMine : words.title(held.value.name)
  return (
    <Page title={title} windowTitle={words.windowTitle} back={{ href: '/team', words: words.back }} width="wide">
      <Await of={held} what={words.what}>
        {(found) => (found.may_change ? <HandOverForm held={found} onDone={setDone} onChanged={() => void held.reload()} /> : <Read held={found} />)}
      </Await>
    </Page>
  )
}

/** A worker looks at what rests on them. */
function Read({ held }: { held: Holdings }) {
  return (
    <>
      <p>{words.introMine}</p>
      {holdsNothing(held) ? <p>{words.nothingMine}</p> : <Things held={held} />}
    </>
  )
}

function Done({ held, done }: { held: Holdings; done: HandOverDone }) {
  return (
    <Page title={words.doneTitle}>
      <Banner kind="good">
        <p>{words.done(held.name, done.people, done.requests, done.places)}</p>
        {done.left && <p>{words.left(held.name, held.team_name)}</p>}
      </Banner>
      <LinkButton href="/team">{words.toTeam}</LinkButton>
    </Page>
  )
}
