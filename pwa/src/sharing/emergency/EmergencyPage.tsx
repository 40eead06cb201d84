import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Emergency, FoundPerson } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { Await, InsetText, Page, When } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { readLive } from './api'
import { Confirm } from './Confirm'
import { FindPerson } from './FindPerson'
import { GiveReason, type Reason } from './GiveReason'
import { words } from './words'
import '../styles.scss'

/** Looking without a grant, in three steps: whom it is about, why, and once more with what will happen. */
export function EmergencyPage() {
  const { route } = useLocation()
  const live = useResource(readLive)
  const [id] = useState(newId)
  const [person, setPerson] = useState<FoundPerson | null>(null)
  const [reason, setReason] = useState<Reason | null>(null)
  const [isSure, setIsSure] = useState(false)
  const back = { href: '/caseload', words: words.back }

  if (person !== null && reason !== null && isSure) {
    return (
      <Page key="confirm" title={words.confirmTitle} back={back}>
        <Confirm id={id} person={person} reason={reason} onOpened={() => route(`/emergency/${person.record_id}`)} onBack={() => setIsSure(false)} />
      </Page>
    )
  }
  if (person !== null) {
    const goOn = (given: Reason) => {
      setReason(given)
      setIsSure(true)
    }
    return (
      <Page key="why" title={words.whyTitle(person.preferred_name)} back={back}>
        <GiveReason before={reason} onGiven={goOn} onStop={() => setPerson(null)} />
      </Page>
    )
  }
  return (
    <Page key="find" title={words.title} back={back}>
      <p>{words.intro}</p>
      <p>{words.introMore}</p>
      <Await of={live} what={words.liveWhat}>{(open) => <Live open={open} />}</Await>
      <FindPerson onFound={setPerson} />
    </Page>
  )
}

function Live({ open }: { open: readonly Emergency[] }) {
  return (
    <>
      {open.map(({ id, record_id, preferred_name, ends_at }) => (
        <InsetText key={id}>
          <p>{words.live(preferred_name)} <When at={ends_at} as="clock" />. <a href={`/emergency/${record_id}`}>{words.liveOpen}</a></p>
        </InsetText>
      ))}
    </>
  )
}
