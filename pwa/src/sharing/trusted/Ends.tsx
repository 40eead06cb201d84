import { useEffect } from 'preact/hooks'
import { LinkButton, Page } from '../../shared/ui'
import { forgetAccepting } from './accepting'
import { words } from './words'

/** Who comes back to the address later begins anew. */
function useForgetAfterwards(): void {
  useEffect(() => forgetAccepting, [])
}

export function Accepted({ inviter }: { inviter: string }) {
  useForgetAfterwards()
  return (
    <Page key="done" title={words.doneTitle}>
      <p>{words.doneBody(inviter)}</p>
      <LinkButton href="/support">{words.doneGo}</LinkButton>
    </Page>
  )
}

export function Declined() {
  useForgetAfterwards()
  return <Page key="declined" title={words.declinedTitle}><p>{words.declinedBody}</p></Page>
}
