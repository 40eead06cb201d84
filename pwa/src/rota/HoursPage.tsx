import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { MyTeam, TeamHours } from '../shared/api-types'
import { useResource } from '../shared/use-resource'
import { Await, Banner, Page } from '../shared/ui'
import { readHours } from './api'
import { weekLink } from './links'
import { OtherDays } from './OtherDays'
import { ReadOnlyHours } from './ReadOnlyHours'
import { sayFullDay } from './say'
import { TeamSelect } from './TeamSelect'
import { useTeam } from './use-team'
import { WeekHours } from './WeekHours'
import { hours as words } from './lead-words'
import { words as common } from './words'
import './styles.scss'

/** When the team is open: the week, days with other hours, and bank holidays. Leads change it. */
export function HoursPage() {
  const choice = useTeam()
  const { team } = choice
  return (
    <Page title={common.hoursTitle} back={{ href: team === null ? '/rota' : weekLink(team.id), words: common.backToWeek }}>
      <TeamSelect {...choice} />
      {team === null ? <p>{common.noTeam}</p> : <Hours key={team.id} team={team} />}
    </Page>
  )
}

function Hours({ team }: { team: MyTeam }) {
  const hours = useResource(() => readHours(team.id))
  const { query } = useLocation()
  const [said, setSaid] = useState<string | null>(null)
  const done = (what: string) => {
    setSaid(what)
    void hours.reload()
  }
  return (
    <Await of={hours} what={words.what}>
      {(value) => (
        <>
          <div role="status">{said !== null && <Banner kind="good">{said}</Banner>}</div>
          <h2 class="nhsuk-heading-m">{words.weekHeading}</h2>
          {value.spans.length === 0 && <p>{words.none}</p>}
          {value.may_change ? <WeekHours teamId={team.id} saved={value} onDone={done} /> : <ReadOnlyHours hours={value} />}
          <OtherDays teamId={team.id} hours={value} day={query.on ?? null} onDone={done} />
          <Holidays hours={value} />
        </>
      )}
    </Await>
  )
}

function Holidays({ hours: { bank_holidays: days, keeps_bank_holidays: keeps } }: { hours: TeamHours }) {
  if (days.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.holidaysHeading}</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {days.map(({ on, name }) => <li key={on}>{sayFullDay(on)}: {name}, {keeps ? words.holidayClosed : words.holidayOpen}</li>)}
      </ul>
    </section>
  )
}
