import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { MyTeam, RotaWeek } from '../shared/api-types'
import { dayAfter, dayOf } from '../shared/times'
import { useNews } from '../shared/use-news'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { Banner, Button, ButtonGroup, Failed, Loading, Page } from '../shared/ui'
import { readWeek } from './api'
import { DayList } from './DayList'
import { Empty } from './Empty'
import { hoursLink, mineLink, awayLink, onceLink, rotationsLink } from './links'
import { mondayOf, sayFullDay } from './say'
import { Sheet, type Opened } from './Sheet'
import { TeamSelect } from './TeamSelect'
import { useIsRoomy } from './use-is-roomy'
import { useLast } from './use-last'
import { useTeam } from './use-team'
import { Warnings } from './Warnings'
import { WeekTable } from './WeekTable'
import { words } from './week-words'
import { words as common } from './words'
import './styles.scss'

/** Who is there this week: a table where there is room, a list of days on a phone. */
export function WeekPage() {
  const choice = useTeam()
  return (
    <Page title={common.rota} width="wide">
      <TeamSelect {...choice} />
      {choice.team === null ? <p>{common.noTeam}</p> : <Calendar key={choice.team.id} team={choice.team} />}
    </Page>
  )
}

function Calendar({ team }: { team: MyTeam }) {
  const isRoomy = useIsRoomy()
  const now = useNow()
  const { query } = useLocation()
  const today = dayOf(now)
  const [anchor, setAnchor] = useState<string | null>(null)
  const from = isRoomy ? mondayOf(anchor ?? today) : (anchor ?? today)
  const week = useResource(() => readWeek(team.id, from), `${team.id} ${from}`)
  // While another week is fetched the last one stays, so that nothing jumps.
  const shown = useLast(week.value)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [said, setSaid] = useState<string | null>(query.done ?? null)
  useNews(() => void week.reload())
  const done = (what: string) => {
    setOpened(null)
    setSaid(what)
    void week.reload()
  }
  if (shown === null) return week.isLoading ? <Loading what={words.what} /> : <Failed what={`get ${words.what}`} error={week.error} onRetry={() => void week.reload()} />
  const View = isRoomy ? WeekTable : DayList
  return (
    <>
      <div role="status">{said !== null && <Banner kind="good">{said === 'saved' ? words.saved : said}</Banner>}</div>
      <Warnings week={shown} now={now} />
      <p><a href={mineLink()}>{words.myShifts}</a></p>
      <WeekTop from={shown.from_on} isLoading={week.isLoading} onGo={(days) => setAnchor(days === 0 ? null : dayAfter(from, days))} />
      {week.error !== null && <Failed what={`get ${words.what}`} error={week.error} onRetry={() => void week.reload()} />}
      <Empty week={shown} />
      <View week={shown} now={now} onOpen={setOpened} onGo={(days) => setAnchor(dayAfter(from, days))} />
      {shown.may_change && <LeadLinks week={shown} />}
      {opened !== null && <Sheet opened={opened} week={shown} now={now} onClose={() => setOpened(null)} onDone={done} />}
    </>
  )
}

function WeekTop({ from, isLoading, onGo }: { from: string; isLoading: boolean; onGo: (days: number) => void }) {
  return (
    <div class="wm-rota-top">
      <h2 class="nhsuk-heading-m wm-rota-top__days" aria-live="polite" aria-busy={isLoading}>
        {words.days(sayFullDay(from), sayFullDay(dayAfter(from, 6)))}
      </h2>
      <ButtonGroup>
        <Button kind="secondary" onClick={() => onGo(-7)}>{words.earlier}</Button>
        <Button kind="secondary" onClick={() => onGo(0)}>{words.today}</Button>
        <Button kind="secondary" onClick={() => onGo(7)}>{words.later}</Button>
      </ButtonGroup>
    </div>
  )
}

function LeadLinks({ week: { team_id: team } }: { week: RotaWeek }) {
  const { links } = words
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.forLead}</h2>
      <ul class="nhsuk-list wm-link-list">
        <li><a href={onceLink(team)}>{links.once}</a></li>
        <li><a href={awayLink(team)}>{links.away}</a></li>
        <li><a href={rotationsLink(team)}>{links.rotations}</a></li>
        <li><a href={hoursLink(team)}>{links.hours}</a></li>
      </ul>
    </section>
  )
}
