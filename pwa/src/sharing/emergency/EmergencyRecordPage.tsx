import { useEffect } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import type { Emergency } from '../../shared/api-types'
import { Await, Button, Failed, InsetText, LinkButton, Page, When } from '../../shared/ui'
import { useNews } from '../../shared/use-news'
import { useNow } from '../../shared/use-now'
import { useResource } from '../../shared/use-resource'
import { useSending } from '../../shared/use-sending'
import { endEmergency, readLive } from './api'
import { TheirRecord } from './TheirRecord'
import { words } from './words'
import '../styles.scss'

const asksEvery = 15_000
const back = { href: '/emergency', words: words.recordBack }

/** What somebody may see in an emergency, as long as it lasts: the page asks again, and empties itself when it is over. */
export function EmergencyRecordPage() {
  const recordId = useRoute().params.recordId ?? ''
  const live = useResource(readLive)
  const { reload } = live
  useNews(() => void reload())
  useEffect(() => {
    const timer = setInterval(() => void reload(), asksEvery)
    return () => clearInterval(timer)
  }, [reload])
  const now = useNow(asksEvery)
  const mine = live.value?.find((one) => one.record_id === recordId && Date.parse(one.ends_at) > now)
  if (live.value === null) {
    return <Page title={words.title} back={back}><Await of={live} what={words.recordWhat}>{() => null}</Await></Page>
  }
  if (mine === undefined) return <Over />
  return <Looking emergency={mine} />
}

function Over() {
  return (
    <Page key="over" title={words.over} back={back}>
      <p>{words.overBody}</p>
      <LinkButton href="/emergency" kind="secondary">{words.overAgain}</LinkButton>
    </Page>
  )
}

function Looking({ emergency }: { emergency: Emergency }) {
  const { id, record_id, preferred_name, ends_at, is_held } = emergency
  const { route } = useLocation()
  const { isSending, error, send } = useSending()
  const stop = () => void send(() => endEmergency(id)).then((isDone) => isDone && route('/emergency'))
  return (
    <Page key="looking" title={preferred_name} caption={words.title} back={back}>
      <InsetText>
        <p><strong>{words.until} <When at={ends_at} as="clock" />.</strong> {words.seeOnly}</p>
        <p>{is_held ? words.held : words.told}</p>
        {error !== null && <Failed what={words.stopWhat} error={error} onRetry={stop} />}
        <Button kind="secondary" onClick={stop} isBusy={isSending} busyWords={words.stopping}>{words.stopNow}</Button>
      </InsetText>
      <TheirRecord recordId={record_id} every={asksEvery} />
    </Page>
  )
}
