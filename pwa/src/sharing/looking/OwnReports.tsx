import type { OwnReport } from '../../shared/api-types'
import { Quote, When } from '../../shared/ui'
import { words } from './words'

/** What she told the trust, and what it answered. */
export function OwnReports({ reports }: { reports: readonly OwnReport[] }) {
  if (reports.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.told}</h2>
      <ul class="wm-looks">
        {reports.map(({ id, at, words: said, answer }) => (
          <li key={id} class="wm-looks__item">
            <p class="wm-looks__facts">{words.toldOn} <When at={at} />:</p>
            <Quote words={said} />
            {answer === null ? <p>{words.toldWaiting}</p> : <><p>{words.toldAnswer}</p><Quote words={answer} /></>}
          </li>
        ))}
      </ul>
    </section>
  )
}
