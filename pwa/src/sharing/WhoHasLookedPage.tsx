import { useState } from 'preact/hooks'
import { Await, Page } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource } from '../shared/use-resource'
import { downloadAddress, everything, readLog, readOwnReports, type Filter } from './looking/api'
import { Emergencies } from './looking/Emergencies'
import { Filters } from './looking/Filters'
import { Looks } from './looking/Looks'
import { OddThing } from './looking/OddThing'
import { OwnReports } from './looking/OwnReports'
import { words } from './looking/words'
import './styles.scss'

/** Every time somebody else opened something of this record, day by day, in words. */
export function WhoHasLookedPage() {
  const [filter, setFilter] = useState<Filter>(everything)
  const key = `${filter.who} ${filter.section} ${filter.own}`
  const log = useResource(() => readLog(filter), key)
  const reports = useResource(readOwnReports)
  // Its people stay on the page while another choice is fetched.
  const [people, setPeople] = useState<readonly { id: string; name: string }[]>([])
  if (log.value !== null && log.value.people !== people) setPeople(log.value.people)
  useNews(() => {
    void log.reload()
    void reports.reload()
  })
  const onReported = () => void reports.reload()
  return (
    <Page title={words.title} back={{ href: '/people', words: words.back }}>
      <p>{words.intro}</p>
      <Emergencies />
      <Filters filter={filter} people={people} onChange={setFilter} />
      <Await of={log} what={words.looked}>
        {(value) => <Looks key={`${key} ${value.entries[0]?.id ?? ''}`} first={value} filter={filter} onReported={onReported} />}
      </Await>
      <OwnReports reports={reports.value ?? []} />
      <OddThing entryId={null} label={words.oddGeneral} onDone={onReported}>{words.oddGeneral}</OddThing>
      <p><a href={downloadAddress} download="who-has-looked.csv">{words.download}</a><br /><span class="nhsuk-hint">{words.downloadHint}</span></p>
      <p><a href="/people">{words.sharing}</a></p>
    </Page>
  )
}
