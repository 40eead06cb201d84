import type { SupportedPerson } from '../shared/api-types'
import { Await, Card, Page } from '../shared/ui'
import { watchPeople } from './api'
import { useWatched } from '../shared/use-watched'
import { words } from './words'
import './styles.scss'

/** Everybody who has invited this account. The list looks the same whatever each of them shares. */
export function SupportPage() {
  const people = useWatched(watchPeople)
  return (
    <Page title={words.supportTitle}>
      <Await of={people} what={words.support}>
        {(rows) => (rows.length === 0 ? <Nobody /> : <>{rows.map((person) => <Person key={person.trusted_person_id} person={person} />)}</>)}
      </Await>
      <p><a class="wm-carer-link" href="/help-for-carers">{words.helpLink}</a></p>
    </Page>
  )
}

function Nobody() {
  return (
    <>
      <p>{words.supportNone}</p>
      <p>{words.supportNoneMore}</p>
    </>
  )
}

function Person({ person: { record_id, preferred_name: name, has_open_request } }: { person: SupportedPerson }) {
  return (
    <Card heading={name} href={`/support/${record_id}`}>
      <p>{has_open_request ? <strong>{words.hasAsked}</strong> : words.open(name)}</p>
    </Card>
  )
}
