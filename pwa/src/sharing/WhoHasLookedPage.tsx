import type { AccessEntry } from '../shared/api-types'
import { sayDay } from '../shared/times'
import { Await, Details, Page, When } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource } from '../shared/use-resource'
import { readAccessLog } from './api'
import { asHeading, byDay, type Day } from './rules'
import { words } from './words'
import './styles.scss'

const most = 200

/** Every time somebody else opened something of this record, day by day, in words. */
export function WhoHasLookedPage() {
  const log = useResource(readAccessLog)
  useNews(() => void log.reload())
  return (
    <Page title={words.lookedTitle} back={{ href: '/sharing', words: words.sharingTitle }}>
      <p>{words.lookedIntro}</p>
      <Await of={log} what={words.looked}>{(entries) => <Log entries={entries} />}</Await>
    </Page>
  )
}

function Log({ entries }: { entries: readonly AccessEntry[] }) {
  if (entries.length === 0) return <><p><strong>{words.lookedNobody}</strong></p><p>{words.lookedNobodyMore}</p></>
  return (
    <>
      {byDay(entries).map((day) => <DayOfLooks key={day.day} {...day} />)}
      {entries.length >= most && <p>{words.lookedMost}</p>}
      <Details summary={words.lookedOdd}>
        <p>{words.lookedOddBody}</p>
        <p><a href="/sharing">{words.lookedSharing}</a></p>
      </Details>
    </>
  )
}

function DayOfLooks({ entries }: Day) {
  const first = entries[0]
  if (first === undefined) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{asHeading(sayDay(first.at))}</h2>
      <ul class="wm-looks">
        {entries.map((entry, place) => <Look key={`${entry.at} ${place}`} {...entry} />)}
      </ul>
    </section>
  )
}

function Look({ at, words: said }: AccessEntry) {
  return (
    <li class="wm-looks__item">
      <p>{said}</p>
      <p class="wm-looks__facts"><When at={at} as="clock" /></p>
    </li>
  )
}
