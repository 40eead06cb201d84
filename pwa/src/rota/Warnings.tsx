import { useMe } from '../shared/session'
import type { RotaWarningView, RotaWeek } from '../shared/api-types'
import { sayWhen } from '../shared/times'
import { WarningCallout } from '../shared/ui'
import { gapsTogether, type GapsAlike } from './cell'
import { onceLink } from './links'
import { sayGaps } from './say'
import { words } from './week-words'
import { words as common } from './words'

type Props = { week: RotaWeek; now: number }

/** What has to be mended within seven days, in words with what to do. */
export function Warnings({ week, now }: Props) {
  const { account_id: me } = useMe()
  const of = (kind: RotaWarningView['kind']) => week.warnings.filter((warning) => warning.kind === kind)
  if (week.warnings.length === 0) return <p class="wm-rota-well">{words.allWell}</p>
  const [mine, others] = [of('not_ready').filter((one) => one.account_id === me), of('not_ready').filter((one) => one.account_id !== me)]
  return (
    <WarningCallout heading={words.warningsHeading}>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {gapsTogether(of('gap')).map((gaps) => <li key={`${gaps.desk}${gaps.spans[0].begins}`}><Gaps gaps={gaps} week={week} now={now} /></li>)}
        {mine.map(({ begins }) => <li key={begins}>{words.notReadyYou(sayWhen(begins, now))} <a href="/devices">{words.notReadyYouDo}</a></li>)}
        {others.length > 0 && <li>{words.notReadyWho(common.list(others.map(({ name, begins }) => words.notReadyTurn(name ?? '', sayWhen(begins, now)))))}</li>}
        {of('no_lead').length > 0 && <li>{words.noLead} {words.noLeadDo}</li>}
      </ul>
    </WarningCallout>
  )
}

/** The same hours on several days are one line; the link begins with the first of them. */
function Gaps({ gaps: { desk, spans }, week, now }: Props & { gaps: GapsAlike }) {
  const said = sayGaps(desk, spans, now)
  if (!week.may_change) return <>{said} {words.gapWorker}</>
  const link = spans.length === 1 ? words.gapLead : words.gapFirst
  return <>{said} <a href={onceLink(week.team_id, { desk, span: spans[0] })} aria-label={`${link}: ${said}`}>{link}</a></>
}
