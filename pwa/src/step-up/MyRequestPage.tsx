import { useRoute } from 'preact-iso'
import { Await, Page } from '../shared/ui'
import { pollRequest } from './api'
import { MyRequest } from './MyRequest'
import { RingNow } from './RingNow'
import { StaleNote } from './StaleNote'
import { useLive } from './use-live'
import { words } from './words'
import './styles.scss'

/** The person's own request, live. */
export function MyRequestPage() {
  const id = useRoute().params.id ?? ''
  const request = useLive((etag) => pollRequest(id, etag), id)
  const neverReached = request.value === null && request.error !== null
  return (
    <Page title={words.request.title} back={{ href: '/', words: words.back }}>
      <StaleNote live={request}>
        <p>{words.request.staleBody}</p>
        <RingNow team={request.value?.team ?? null} />
      </StaleNote>
      <Await of={request} what={words.request.what}>{(view) => <MyRequest view={view} onNew={request.set} />}</Await>
      {neverReached && <RingNow team={null} />}
    </Page>
  )
}
