import { useMe } from '../../shared/session'
import { Await, Page } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { readReports, readReviews } from './api'
import { Reports } from './Reports'
import { OneReview } from './OneReview'
import { words } from './words'
import '../styles.scss'

/** What leads look into: emergencies, due first, and what people found odd. */
export function EmergencyReviewsPage() {
  const isLead = useMe().teams.some(({ role }) => role === 'lead')
  return (
    <Page title={words.reviewsTitle} back={{ href: '/team', words: words.reviewsBack }}>
      {isLead ? <ToLookInto /> : <p>{words.reviewsLeads}</p>}
    </Page>
  )
}

function ToLookInto() {
  const reviews = useResource(readReviews)
  const reports = useResource(readReports)
  return (
    <>
      <p>{words.reviewsIntro}</p>
      <Await of={reviews} what={words.reviewsWhat}>
        {(rows) => {
          const [due, done] = [rows.filter((row) => row.reviewed_at === null), rows.filter((row) => row.reviewed_at !== null)]
          // The one that changed is put in as the service answered: asking for the list again would be one more look.
          const change = (changed: (typeof rows)[number]) => reviews.set(rows.map((row) => (row.id === changed.id ? changed : row)))
          return (
            <>
              <h2 class="nhsuk-heading-m">{words.reviewsHeading}</h2>
              {due.length === 0 && <p>{words.reviewsNone}</p>}
              {due.map((row) => <OneReview key={row.id} row={row} onChanged={change} />)}
              {done.length > 0 && <h2 class="nhsuk-heading-m">{words.reviewedHeading}</h2>}
              {done.map((row) => <OneReview key={row.id} row={row} onChanged={change} />)}
            </>
          )
        }}
      </Await>
      <h2 class="nhsuk-heading-m">{words.reportsHeading}</h2>
      <Await of={reports} what={words.reportsWhat}>{(rows) => <Reports rows={rows} onChanged={reports.set} />}</Await>
    </>
  )
}
