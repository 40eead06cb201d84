import { useRoute } from 'preact-iso'
import { Page } from '../shared/ui'
import { pollRequest } from './api'
import { Request } from './Request'
import { RequestOr } from './RequestOr'
import { StaleNote } from './StaleNote'
import { useLive } from './use-live'
import { words } from './worker-words'
import './styles.scss'

/** One request as a worker sees it, live. */
export function RequestPage() {
  const id = useRoute().params.id ?? ''
  const request = useLive((etag) => pollRequest(id, etag), id)
  const name = request.value?.person.preferred_name
  return (
    <Page title={name ?? words.request.untitled} caption={words.request.caption} back={{ href: '/requests', words: words.request.back }}>
      <StaleNote live={request} />
      <RequestOr of={request} what={words.request.what} list="/requests">{(view) => <Request view={view} onNew={request.set} />}</RequestOr>
    </Page>
  )
}
