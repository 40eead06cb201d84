import { useRoute } from 'preact-iso'
import { Await, LinkButton, Page } from '../shared/ui'
import { ApiError } from '../shared/api'
import { AboutThem } from './AboutThem'
import { watchSupported, type Supported } from './api'
import { Leave } from './Leave'
import { LinksToMore } from './LinksToMore'
import { SharedRequest } from './SharedRequest'
import { TeamAround } from './TeamAround'
import { useWatched } from '../shared/use-watched'
import { words } from './words'
import './styles.scss'

/** One person, as their carer may see them now: only what has something in it, and it empties by itself. */
export function SupportPersonPage() {
  const recordId = useRoute().params.recordId ?? ''
  const supported = useWatched((watch) => watchSupported(watch, recordId), recordId)
  const isGone = supported.error instanceof ApiError && supported.error.status === 404
  return (
    <Page
      title={supported.value?.around.preferred_name ?? words.supportTitle} windowTitle={words.supportTitle}
      back={{ href: '/support', words: words.back }}
    >
      {isGone ? <Gone /> : <Await of={supported} what={words.what}>{(all) => <Shared recordId={recordId} all={all} onNew={supported.reload} />}</Await>}
    </Page>
  )
}

function Gone() {
  return (
    <>
      <p>{words.gone}</p>
      <p>{words.goneMore}</p>
      <p><a class="wm-carer-link" href="/help-for-carers">{words.helpLink}</a></p>
    </>
  )
}

function Shared({ recordId, all: { person, around, stepUps, aboutMe }, onNew }: { recordId: string; all: Supported; onNew: () => Promise<void> }) {
  const name = around.preferred_name
  return (
    <>
      {stepUps.map((stepUp) => <SharedRequest key={stepUp.id} stepUp={stepUp} name={name} onNew={onNew} />)}
      {person !== null && <Asks name={name} pleaseDo={person.please_do} pleaseDont={person.please_dont} />}
      {person !== null && (
        <section>
          <p>{words.tellIntro}</p>
          <LinkButton href={`/support/${recordId}/tell`} kind={stepUps.length === 0 ? 'primary' : 'secondary'}>{words.tell}</LinkButton>
        </section>
      )}
      <TeamAround around={around} />
      <AboutThem recordId={recordId} name={name} aboutMe={aboutMe} onNew={onNew} />
      <LinksToMore recordId={recordId} name={name} />
      {person !== null && <Leave id={person.trusted_person_id} name={name} />}
    </>
  )
}

function Asks({ name, pleaseDo, pleaseDont }: { name: string; pleaseDo: string; pleaseDont: string }) {
  if (pleaseDo === '' && pleaseDont === '') return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.asksTitle(name)}</h2>
      {pleaseDo !== '' && <><h3 class="nhsuk-heading-s">{words.pleaseDo}</h3><p class="wm-carer-words">{pleaseDo}</p></>}
      {pleaseDont !== '' && <><h3 class="nhsuk-heading-s">{words.pleaseDont}</h3><p class="wm-carer-words">{pleaseDont}</p></>}
    </section>
  )
}
