import { useRoute } from 'preact-iso'
import { ApiError } from '../shared/api'
import type { AboutMeContact, Around, SharedStepUp } from '../shared/api-types'
import { Await, Card, Page, SummaryList } from '../shared/ui'
import { AboutThem } from './AboutThem'
import { watchOfTeam, type OfTeam } from './api'
import { ContactList } from './ContactList'
import { LinksToMore } from './LinksToMore'
import { NhsNumber } from './NhsNumber'
import { words } from './team-words'
import { useWatched } from '../shared/use-watched'
import './styles.scss'

/** One person as their team may see them now. Hidden and empty read the same, and it empties by itself. */
export function CaseloadPersonPage() {
  const recordId = useRoute().params.recordId ?? ''
  const person = useWatched((watch) => watchOfTeam(watch, recordId), recordId)
  const isGone = person.error instanceof ApiError && person.error.status === 404
  return (
    <Page
      title={person.value?.around.preferred_name ?? words.title} windowTitle={words.title}
      back={{ href: '/caseload', words: words.back }}
    >
      {isGone
        ? <><p>{words.gone}</p><p>{words.goneMore}</p></>
        : <Await of={person} what={words.what}>{(all) => <Person recordId={recordId} all={all} onNew={person.reload} />}</Await>}
    </Page>
  )
}

function Person({ recordId, all: { around, stepUps, aboutMe }, onNew }: { recordId: string; all: OfTeam; onNew: () => Promise<void> }) {
  const name = around.preferred_name
  const open = stepUps.find(({ state }) => state !== 'closed' && state !== 'withdrawn')
  return (
    <>
      {open !== undefined && <OpenRequest name={name} request={open} />}
      <Facts around={around} />
      <PeopleAround around={around} contacts={aboutMe.contacts} />
      <AboutThem recordId={recordId} name={name} aboutMe={{ ...aboutMe, contacts: [] }} none={words.aboutNone} onNew={onNew} />
      <LinksToMore recordId={recordId} name={name} />
      <p>{words.unseen(name)} {words.seen(name)}</p>
      <ul class="nhsuk-list wm-link-list">
        <li><a href="/messages">{words.messages}</a></li>
        <li><a href="/emergency">{words.emergency}</a></li>
      </ul>
      <NhsNumber recordId={recordId} name={name} />
    </>
  )
}

function OpenRequest({ name, request }: { name: string; request: SharedStepUp }) {
  return (
    <Card heading={words.requestOpen(name)} href={`/requests/${request.id}`}>
      <p>{sayStand(request)} {words.requestSee}</p>
    </Card>
  )
}

function sayStand({ nobody_has_answered: isUnanswered, promise }: SharedStepUp): string {
  if (promise !== null) return words.requestPromised(promise.by)
  return isUnanswered ? words.requestUnanswered : words.requestGoing
}

function Facts({ around: { key_worker: keyWorker, carer_champion: champion, team } }: { around: Around }) {
  return (
    <SummaryList
      rows={[
        { key: words.keyWorker, value: keyWorker?.name ?? words.nobodyYet },
        ...(team === null ? [] : [{ key: words.team, value: team.name }]),
        { key: words.champion, value: champion?.name ?? words.nobodyYet },
      ]}
    />
  )
}

/** Whoever is named around the person; with a way to ring them where the person wrote one down. */
function PeopleAround({ around: { preferred_name: name, people }, contacts }: { around: Around; contacts: readonly AboutMeContact[] }) {
  const others = people.filter((one) => !contacts.some((contact) => contact.name === one.name && contact.relation === one.relation))
  const named = others.map((one, place) => ({ ...one, id: `around-${place}`, phone: null, note: '', by: name, is_mine: false }))
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.aroundTitle(name)}</h2>
      {contacts.length + named.length === 0 ? <p>{words.aroundNone}</p> : <ContactList name={name} contacts={[...contacts, ...named]} />}
    </section>
  )
}
