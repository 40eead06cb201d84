import { useEffect } from 'preact/hooks'
import { useSending } from '../shared/use-sending'
import { Button, CareCard, CrisisContacts, Page } from '../shared/ui'
import { loadSession } from './session'
import { words } from './words'

/** Opened with no way to the service: says so, tries again when the signal is back, and shows whom to ring. */
export function NotReachedPage() {
  const { isSending, send } = useSending()
  const retry = () => void send(loadSession)
  useEffect(() => {
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  }, [])
  return (
    <Page title={words.notReachedHeading}>
      <p>{words.notReachedBody}</p>
      <Button onClick={retry} isBusy={isSending}>{words.notReachedRetry}</Button>
      <CareCard kind="urgent" heading={words.notReachedTalk}>
        <CrisisContacts />
      </CareCard>
    </Page>
  )
}
