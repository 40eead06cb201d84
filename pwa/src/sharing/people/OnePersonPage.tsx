import { useRoute } from 'preact-iso'
import type { TrustedPerson } from '../../shared/api-types'
import { Details, LinkButton, Page, When } from '../../shared/ui'
import { useNow } from '../../shared/use-now'
import { OfPerson, type Found } from './OfPerson'
import { words } from './one-words'
import { Review } from './Review'
import { seesAnything } from './say'
import { WhatTheySee } from './Sharing'
import { words as common } from './words'
import '../styles.scss'

/** All about one of her people: what they see, since when, what she asks of them, and what can be done. */
export function OnePersonPage() {
  const id = useRoute().params.id ?? ''
  return (
    <OfPerson id={id} title={words.person}>
      {(found) => (
        <Page key="one" title={found.person.name} caption={common.relations[found.person.relation]} back={words.back}>
          {found.person.state === 'ended' ? <p>{words.ended} {common.endedHow[found.person.ended_how ?? '']}</p> : <Here {...found} />}
          <History {...found.person} />
        </Page>
      )}
    </OfPerson>
  )
}

function Here({ person, sharing, onChanged }: Found) {
  const now = useNow()
  const { id, name, state, invited_at, accepted_at } = person
  const isHere = state === 'sharing'
  return (
    <>
      {person.needs_review && isHere && <Review person={person} onReviewed={onChanged} isDue />}
      <p>{accepted_at === null ? <>{words.invited} <When at={invited_at} as="day" />. {words.invitedNot}</> : <>{words.since} <When at={accepted_at} as="day" />.</>}</p>
      <h2 class="nhsuk-heading-m">{isHere ? words.seesHeading(name) : words.wouldSee}</h2>
      {sharing.stop !== null && <p><strong>{words.stopped}</strong></p>}
      <WhatTheySee person={person} now={now} stand={!isHere ? 'later' : sharing.stop === null ? 'now' : 'stopped'} />
      <div class="wm-button-group">
        <LinkButton href={`/people/${id}/change`} kind="secondary">{words.change}</LinkButton>
        {isHere && seesAnything(person, now) && <LinkButton href={`/people/${id}/stop`} kind="secondary">{words.stop(name)}</LinkButton>}
        {!isHere && <LinkButton href={`/people/${id}/link`} kind="secondary">{words.again}</LinkButton>}
      </div>
      <AsksOf {...person} />
      {!person.needs_review && isHere && <Review person={person} onReviewed={onChanged} isDue={false} />}
      {!isHere && <p><a href={`/people/${id}/stop`}>{words.callBack}</a></p>}
      {isHere && !seesAnything(person, now) && <p><a href={`/people/${id}/stop`}>{words.remove(name)}</a></p>}
    </>
  )
}

function AsksOf({ name, please_do, please_dont }: TrustedPerson) {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.asksHeading(name)}</h2>
      {please_do === null && please_dont === null && <p>{words.asksNone}</p>}
      {please_do !== null && <><p><strong>{words.please}</strong></p><p class="wm-own-words">{please_do}</p></>}
      {please_dont !== null && <><p><strong>{words.pleaseNot}</strong></p><p class="wm-own-words">{please_dont}</p></>}
    </>
  )
}

function History({ history }: TrustedPerson) {
  const said = history.filter(({ kind }) => kind in words.history)
  if (said.length === 0) return null
  return (
    <Details summary={words.historyHeading}>
      <ul class="nhsuk-list">
        {said.map(({ kind, at, by_me }) => <li key={`${at} ${kind}`}><When at={at} />: {words.history[kind]?.[by_me ? 0 : 1]}.</li>)}
      </ul>
    </Details>
  )
}
