import type { WaitingView } from '../shared/api-types'
import { requestSignOut } from '../shared/sign-out'
import { Await, Button, CareCard, Page, PhoneLink, SummaryList, When } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { useWaiting } from './use-waiting'
import { words } from './words'

/** Signed in, and no record is open yet: who was told, since when, and what happens next. It goes on by itself. */
export function WaitingPage() {
  const waiting = useWaiting()
  const state = waiting.value?.state ?? 'waiting'
  const title = { waiting: words.title, refused: words.refusedTitle, none: words.noneTitle }[state]
  return (
    <Page key={state} title={title}>
      <Await of={waiting} what={words.what}>{(view) => <View view={view} onLook={waiting.reload} />}</Await>
      <CareCard kind="urgent" heading={words.urgentHeading}>
        <p>{words.urgentBody}</p>
        <ul class="nhsuk-list">
          <li><PhoneLink number="999">{words.ring999}</PhoneLink></li>
          <li><PhoneLink number="111">{words.ring111}</PhoneLink></li>
        </ul>
      </CareCard>
    </Page>
  )
}

function View({ view, onLook }: { view: WaitingView; onLook: () => Promise<void> }) {
  if (view.state === 'refused') return <NotConfirmed view={view} />
  return view.state === 'none' ? <Nothing /> : <Waits view={view} onLook={onLook} />
}

function Waits({ view: { team, since }, onLook }: { view: WaitingView; onLook: () => Promise<void> }) {
  const { isSending, send } = useSending()
  return (
    <>
      <p>{team === null ? words.bodyPlain : words.body(team.name)}</p>
      <SummaryList
        rows={[
          { key: words.teamKey, value: team?.name ?? words.yourTeam },
          ...(since === null ? [] : [{ key: words.sinceKey, value: <When at={since} /> }]),
        ]}
      />
      <h2 class="nhsuk-heading-m">{words.next}</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">{words.nextBody.map((line) => <li key={line}>{line}</li>)}</ul>
      <RingTeam team={team} />
      <Button kind="secondary" onClick={() => void send(onLook)} isBusy={isSending} busyWords={words.looking}>{words.look}</Button>
    </>
  )
}

function RingTeam({ team }: { team: WaitingView['team'] }) {
  const phone = team?.phone ?? null
  if (team === null || phone === null) return null
  return <p><PhoneLink number={phone}>{`${words.ring(team.name)}: ${phone}`}</PhoneLink></p>
}

function NotConfirmed({ view: { team } }: { view: WaitingView }) {
  return (
    <>
      <p>{words.refusedBody(team?.name ?? words.theTeam)}</p>
      <p>{words.refusedNext}</p>
      <RingTeam team={team} />
      <p>{words.refusedOther}</p>
      <p><Button kind="secondary" onClick={requestSignOut}>{words.signOut}</Button></p>
    </>
  )
}

function Nothing() {
  return (
    <>
      <p>{words.noneBody}</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>{words.noneInvited}</li>
        <li>{words.noneWorker}</li>
      </ul>
      <ul class="nhsuk-list wm-link-list">
        <li><a href="/account">{words.account}</a></li>
        <li><a href="/support">{words.noneSupport}</a></li>
      </ul>
      <p><Button kind="secondary" onClick={requestSignOut}>{words.signOut}</Button></p>
    </>
  )
}
