import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { TrustedPerson } from '../../shared/api-types'
import { Button, Details, Failed, LinkButton, Page } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { useNow } from '../../shared/use-now'
import { remove, stopSharingWith } from './api'
import { OfPerson } from './OfPerson'
import { words } from './one-words'
import { seesAnything } from './say'
import '../styles.scss'

type Done = 'stopped' | 'removed' | 'called-back'

/** Stopping, quietly; removing, for those who want that; calling an invitation back. */
export function StopPage() {
  const id = useRoute().params.id ?? ''
  const [done, setDone] = useState<Done | null>(null)
  return (
    <OfPerson id={id} title={words.person}>
      {({ person }) => {
        if (done !== null) return <ItIsDone done={done} name={person.name} />
        return person.state === 'invited' ? <CallBack person={person} onDone={setDone} /> : <Stop person={person} onDone={setDone} />
      }}
    </OfPerson>
  )
}

type Props = { person: TrustedPerson; onDone: (done: Done) => void }

function Stop({ person, onDone }: Props) {
  const now = useNow()
  const { id, name } = person
  const { isSending, error, send } = useSending()
  const stop = () => void send(async () => {
    await stopSharingWith(id)
    onDone('stopped')
  })
  if (!seesAnything(person, now)) return <Remove person={person} onDone={onDone} />
  return (
    <Page key="stop" title={words.stopTitle(name)} back={words.back}>
      {error !== null && <Failed what={words.stopCannot} error={error} />}
      <ul class="nhsuk-list nhsuk-list--bullet">{words.stopWhat(name).map((line) => <li key={line}>{line}</li>)}</ul>
      <Button isLarge onClick={stop} isBusy={isSending} busyWords={words.stopBusy}>{words.stopDo}</Button>
      <Details summary={words.removeSummary(name)}>
        <p>{words.removeBody(name)}</p>
        <RemoveButton person={person} onDone={onDone} />
      </Details>
    </Page>
  )
}

function Remove({ person, onDone }: Props) {
  return (
    <Page key="remove" title={words.removeTitle(person.name)} back={words.back}>
      <p>{words.removeBody(person.name)}</p>
      <RemoveButton person={person} onDone={onDone} />
    </Page>
  )
}

function RemoveButton({ person: { id, name }, onDone }: Props) {
  const { isSending, error, send } = useSending()
  const removeThem = () => void send(async () => {
    await remove(id)
    onDone('removed')
  })
  return (
    <>
      {error !== null && <Failed what={words.removeCannot} error={error} />}
      <Button kind="secondary" onClick={removeThem} isBusy={isSending} busyWords={words.removeBusy}>{words.removeDo(name)}</Button>
    </>
  )
}

function CallBack({ person: { id, name }, onDone }: Props) {
  const { isSending, error, send } = useSending()
  const callBack = () => void send(async () => {
    await remove(id)
    onDone('called-back')
  })
  return (
    <Page key="call-back" title={words.callBackTitle(name)} back={words.back}>
      {error !== null && <Failed what={words.stopCannot} error={error} />}
      <p>{words.callBackWhat}</p>
      <Button isLarge onClick={callBack} isBusy={isSending} busyWords={words.callBackBusy}>{words.callBackDo}</Button>
    </Page>
  )
}

function ItIsDone({ done, name }: { done: Done; name: string }) {
  const [title, body] = {
    stopped: [words.stoppedTitle(name), words.stoppedBody(name)],
    removed: [words.removedTitle(name), words.removedBody],
    'called-back': [words.calledBackTitle, words.calledBackBody],
  }[done]
  return (
    <Page key="done" title={title ?? ''} back={words.back}>
      <p>{body}</p>
      <LinkButton href="/people">{words.toPeople}</LinkButton>
    </Page>
  )
}
