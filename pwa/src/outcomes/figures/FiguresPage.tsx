import { useState } from 'preact/hooks'
import type { TeamFigures } from '../../shared/api-types'
import { useMe } from '../../shared/session'
import { useResource } from '../../shared/use-resource'
import { Await, Page, Select, SummaryList } from '../../shared/ui'
import { readFigures } from '../api'
import { words } from './words'
import './styles.scss'

/** How a team's people answered in a month, in counts: for its lead, naming nobody. */
export function FiguresPage() {
  const led = useMe().teams.filter(({ role }) => role === 'lead')
  const [teamId, setTeamId] = useState(led[0]?.id ?? '')
  return (
    <Page title={words.title} back={{ href: '/team', words: words.back }} width="wide">
      {teamId === '' && <p>{words.notLead}</p>}
      {led.length > 1 && (
        <Select name="team" label={words.team} value={teamId} onChange={setTeamId} options={led.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      {teamId !== '' && <OfTeam key={teamId} teamId={teamId} />}
    </Page>
  )
}

function OfTeam({ teamId }: { teamId: string }) {
  const [month, setMonth] = useState('')
  const figures = useResource(() => readFigures(teamId, month), month)
  return (
    <>
      <p>{words.intro}</p>
      <Await of={figures} what={words.what}>
        {(found) => (
          <>
            <Select
              name="month" label={words.month} value={found.month} onChange={setMonth}
              options={found.months.map((one) => ({ value: one, label: sayMonth(one) }))}
            />
            {found.instruments.length === 0 && <p>{words.none}</p>}
            {found.instruments.map((one) => <OfInstrument key={one.key} figures={one} least={found.least} />)}
            <p>{words.counted(found.least)}</p>
            <p>{words.pairs}</p>
          </>
        )}
      </Await>
    </>
  )
}

type OneProps = { figures: TeamFigures['instruments'][number]; least: number }

function OfInstrument({ figures: { title, one_score: one, paired, items }, least }: OneProps) {
  const say = (count: number | null) => (count === null ? words.fewer(least) : String(count))
  return (
    <section>
      <h2 class="nhsuk-heading-m">{title}</h2>
      <SummaryList rows={[{ key: words.one, value: say(one) }, { key: words.paired, value: say(paired) }]} />
      {paired === null ? <p>{words.fewerPairs(least)}</p> : <Changes title={title} items={items} least={least} />}
    </section>
  )
}

type Items = OneProps['figures']['items']

function Changes({ title, items, least }: { title: string; items: Items; least: number }) {
  const say = (count: number | null) => (count === null ? words.under(least) : String(count))
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by keyboard.
    <div class="wm-figures" role="region" aria-label={words.scroll(title)} tabIndex={0}>
      <table class="wm-figures__table">
        <caption class="nhsuk-u-visually-hidden">{words.caption(title)}</caption>
        <thead><tr>{Object.values(words.columns).map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {items.map(({ item, words: name, pairs, improved, same, worse, share_improved: share }) => (
            <tr key={item}>
              <th scope="row">{name}</th>
              {[pairs, improved, same, worse].map((count, column) => <td key={column}>{say(count)}</td>)}
              <td>{share === null ? say(null) : words.share(Math.round(share * 100))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const monthName = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })

/** "2026-11" as "November 2026". */
function sayMonth(month: string): string {
  return monthName.format(new Date(`${month}-01T00:00:00Z`))
}
