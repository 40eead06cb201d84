import type { Requests } from '../shared/api-types'
import { useNews } from '../shared/use-news'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { Await, Checkbox, Page } from '../shared/ui'
import { countCarersMessages, listMyDevices, pollRequests } from './api'
import { RequestRows } from './RequestRows'
import { StaleNote } from './StaleNote'
import { useLive } from './use-live'
import { useRowKeys } from './use-row-keys'
import { words } from './worker-words'
import './styles.scss'

/** The team's requests, live: who waits, what is promised, who is being talked with. Never ordered by anything inferred. */
export function RequestsPage() {
  const requests = useLive(pollRequests)
  return (
    <Page title={words.list.title} width="wide">
      <StaleNote live={requests} />
      <DeviceLine />
      <CarersLine />
      <Await of={requests} what={words.list.what}>{(all) => <Groups all={all} />}</Await>
    </Page>
  )
}

/** A worker who cannot be reached must know it before somebody needs them. */
function DeviceLine() {
  const devices = useResource(listMyDevices)
  const isUnreachable = devices.value?.some((device) => device.is_working && device.last_confirmed_at !== null) === false
  return isUnreachable ? <p class="wm-device-line">{words.list.noDevice} <a href="/devices">{words.list.setUp}</a></p> : null
}

/** What carers told the team is apart from the requests; a quiet line leads there. */
function CarersLine() {
  const unread = useResource(countCarersMessages)
  useNews(() => void unread.reload())
  return unread.value === null ? null : <p><a href="/messages">{words.list.fromCarers(unread.value)}</a></p>
}

function Groups({ all }: { all: Requests }) {
  const now = useNow()
  const { list, isOn, turn } = useRowKeys()
  const isEmpty = all.unanswered.length + all.promised.length + all.talking.length === 0
  return (
    <div ref={list}>
      {isEmpty
        ? <p>{words.list.emptyAll}</p>
        : (
            <>
              <RequestRows group="unanswered" rows={all.unanswered} now={now} />
              <RequestRows group="promised" rows={all.promised} now={now} />
              <RequestRows group="talking" rows={all.talking} now={now} />
            </>
          )}
      {all.recently_closed.length > 0 && <RequestRows group="closed" rows={all.recently_closed} now={now} />}
      {!isEmpty && <div class="wm-keys"><Checkbox name="row-keys" label={words.list.keys} isChecked={isOn} onChange={turn} /></div>}
    </div>
  )
}
