import type { ComponentChildren } from 'preact'
import type { Outcomes } from '../../shared/api-types'
import { sayDay } from '../../shared/times'
import { Details, Quote, SummaryList } from '../../shared/ui'
import { OverTime } from './Course'
import { sayMean } from './rules'
import { SideBySide } from './SideBySide'
import { words } from './words'

type Props = {
  outcomes: Outcomes
  /** Of somebody else; null when it is one's own. */
  name: string | null
  /** Where the results of other questionnaires are. */
  path: string
  /** Said between this time and the course over time. */
  children?: ComponentChildren
}

/** What the answers show: what is going well first, then this time beside the last, then the whole course. */
export function Results({ outcomes, name, path, children }: Props) {
  const { latest } = outcomes
  return (
    <>
      <GoingWell well={outcomes.going_well} />
      <SideBySide outcomes={outcomes} />
      {latest !== null && latest.words !== '' && (
        <section>
          <h2 class="nhsuk-heading-m">{name === null ? words.youWrote : words.theyWrote(name)}</h2>
          <Quote words={latest.words} />
        </section>
      )}
      {latest !== null && name !== null && latest.how !== 'alone' && <p>{words.enteredByTheirs(latest.entered_by)}</p>}
      {children}
      <Means outcomes={outcomes} />
      <OverTime outcomes={outcomes} />
      <Others others={outcomes.others} path={path} />
    </>
  )
}

function GoingWell({ well }: { well: Outcomes['going_well'] }) {
  if (well.length === 0) return null
  return (
    <section class="wm-well">
      <h2 class="nhsuk-heading-m">{words.wellTitle}</h2>
      <ul class="nhsuk-list wm-well__list">{well.map(({ item, words: said }) => <li key={item}>{said}</li>)}</ul>
    </section>
  )
}

function Means({ outcomes: { scores, latest } }: { outcomes: Outcomes }) {
  const rows = scores.flatMap(({ title, latest: score }) => (score === null ? [] : [{ key: title, value: sayScore(score) }]))
  if (latest === null || rows.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.meansTitle}</h2>
      <SummaryList rows={rows} />
    </section>
  )
}

function sayScore({ value, n, of }: NonNullable<Outcomes['scores'][number]['latest']>): string {
  return value === null ? `${words.few} (${words.fewOf(n, of)})` : words.mean(sayMean(value), n, of)
}

function Others({ others, path }: { others: Outcomes['others']; path: string }) {
  if (others.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.othersTitle}</h2>
      <ul class="nhsuk-list wm-link-list">
        {others.map(({ key, title, count, latest_at: at }) => (
          <li key={key}><a href={key === 'dialog' ? path : `${path}?of=${encodeURIComponent(key)}`}>{words.other(title, count, sayDay(at))}</a></li>
        ))}
      </ul>
    </section>
  )
}

/** Who made the questions, and on what terms. */
export function AboutQuestions({ outcomes: { instrument } }: { outcomes: Outcomes }) {
  return (
    <Details summary={words.aboutTitle}>
      <p>{instrument.explains} {words.takes(instrument.minutes)}</p>
      <p>{words.source(instrument.source)}</p>
      <p>{words.licence(instrument.licence)}</p>
    </Details>
  )
}
