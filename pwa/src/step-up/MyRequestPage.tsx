import { useRoute } from 'preact-iso'
import { Page } from '../shared/ui'
import { pollRequest } from './api'
import { MyRequest } from './MyRequest'
import { isNotThere, RequestOr } from './RequestOr'
import { RingNow } from './RingNow'
import { StaleNote } from './StaleNote'
import { useLive } from './use-live'
import { words } from './words'
import './styles.scss'

/** The person's own request, live. */
export function MyRequestPage() {
  const id = useRoute().params.id ?? ''
  const request = useLive((etag) => pollRequest(id, etag), id)
  const neverReached = request.value === null && request.error !== null && !isNotThere(request)
  return (
    <Page title={words.request.title} back={{ href: '/', words: words.back }}>
      <StaleNote live={request}>
        <p>{words.request.staleBody}</p>
        <RingNow team={request.value?.team ?? null} />
      </StaleNote>
      <RequestOr of={request} what={words.request.what} list="/my-requests">{(view) => <MyRequest view={view} onNew={request.set} />}</RequestOr>
      {neverReached && <RingNow team={null} />}
    </Page>
  )
}
