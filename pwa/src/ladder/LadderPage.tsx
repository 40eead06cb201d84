import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Ladder, Ladders, LadderUrgency } from '../shared/api-types'
import { useMe } from '../shared/session'
import { sayWhen } from '../shared/times'
import { Await, Banner, Button, Page, Select } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readLadders } from './api'
import { EditLadder } from './EditLadder'
import { Said } from './Said'
import { words } from './words'
import './styles.scss'

/** Whom a team tells of a request, in which order: its lead changes it, everybody reads it. */
export function LadderPage() {
  const { teams } = useMe()
  const { query } = useLocation()
  const [chosen, setChosen] = useState(query.team ?? '')
  const teamId = teams.find(({ id }) => id === chosen)?.id ?? teams[0]?.id ?? ''
  return (
    <Page title={words.title} windowTitle={words.windowTitle} back={{ href: '/team', words: words.back }} width="wide">
      {teamId === '' && <p>{words.noTeam}</p>}
      {teams.length > 1 && <Select name="team" label={words.team} value={teamId} onChange={setChosen} options={teams.map(({ id: value, name: label }) => ({ value, label }))} />}
      {teamId !== '' && <OfTeam key={teamId} teamId={teamId} />}
    </Page>
  )
}

function OfTeam({ teamId }: { teamId: string }) {
  const ladders = useResource(() => readLadders(teamId))
  const [editing, setEditing] = useState<LadderUrgency | null>(null)
  const [saved, setSaved] = useState<LadderUrgency | null>(null)
  const put = (all: Ladders, next: Ladder) => ladders.set({ ...all, [next.urgency]: next })
  return (
    <>
      <p>{words.intro} {words.introOpen}</p>
      <Await of={ladders} what={words.what}>
        {(all) => (
          <>
            {!all.may_change && <p>{words.onlyLead}</p>}
            {(['today', 'few_days'] as const).map((urgency) => (
              <section key={urgency} class="wm-ladder">
                <h2 class="nhsuk-heading-m">{words.urgency[urgency]}</h2>
                <div role="status">{saved === urgency && <Banner kind="good">{words.saved}</Banner>}</div>
                {editing === urgency
                  ? (
                    <EditLadder
                      teamId={teamId} ladder={all[urgency]} teams={all.other_teams} onNewer={(newer) => put(all, newer)} onStop={() => setEditing(null)}
                      onSaved={(next) => { put(all, next); setEditing(null); setSaved(urgency) }}
                    />
                  )
                  : <Reading ladder={all[urgency]} onChange={all.may_change && editing === null ? () => { setEditing(urgency); setSaved(null) } : null} />}
              </section>
            ))}
          </>
        )}
      </Await>
    </>
  )
}

function Reading({ ladder, onChange }: { ladder: Ladder; onChange: (() => void) | null }) {
  const { preview, warnings, made_by: by, made_at: at, urgency } = ladder
  return (
    <>
      <Said preview={preview} warnings={warnings} />
      <p class="nhsuk-hint">{by === null || at === null ? words.asItCame : words.changedBy(by, sayWhen(at))}</p>
      {onChange !== null && <Button kind="secondary" onClick={onChange} label={words.changeLabel(urgency)}>{words.change}</Button>}
    </>
  )
}
