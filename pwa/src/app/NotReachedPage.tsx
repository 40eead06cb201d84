import { useEffect } from 'preact/hooks'
import { keptMark } from '../shared/device/kept/mark'
import { useSending } from '../shared/use-sending'
import { Button, CareCard, CrisisContacts, OpenMyPlan, Page } from '../shared/ui'
import { loadSession } from './session'
import { words } from './words'

/** Opened with no way to the service: says so, tries again when the signal is back, and shows whom to ring. */
export function NotReachedPage() {
  const { isSending, send } = useSending()
  useEffect(() => {
    const retry = () => void send(loadSession)
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  }, [send])
  return (
    <Page title={words.notReachedHeading}>
      <p>{words.notReachedBody}</p>
      <OpenMyPlan />
      <Button kind={keptMark.value === null ? 'primary' : 'secondary'} onClick={() => void send(loadSession)} isBusy={isSending}>{words.notReachedRetry}</Button>
      <CareCard kind="urgent" heading={words.notReachedTalk}>
        <CrisisContacts />
      </CareCard>
    </Page>
  )
}
