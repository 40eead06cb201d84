import { useState } from 'preact/hooks'
import { unlockWithPasskey, unlockWithPin } from '../../shared/device/kept'
import { sayHowLong } from '../../shared/times'
import { Button, CareCard, CrisisContacts, Form, Page, TextInput } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { foundIn, type Found } from './find-plan'
import { words } from './words'

type Props = { how: 'pin' | 'passkey'; waitSeconds: number; onFound: (found: Found) => void }

/** The copy is behind her PIN or passkey. Who cannot or will not open it now can talk to somebody all the same. */
export function Locked({ how, waitSeconds, onFound }: Props) {
  return (
    <Page title={words.lockedTitle} windowTitle={words.title}>
      {how === 'pin' ? <ByPin waitSeconds={waitSeconds} onFound={onFound} /> : <ByPasskey onFound={onFound} />}
      <CareCard kind="urgent" heading={words.ringNow}>
        <p>{words.lockedTalk}</p>
        <CrisisContacts />
      </CareCard>
    </Page>
  )
}

function ByPin({ waitSeconds, onFound }: Omit<Props, 'how'>) {
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | undefined>(waitSeconds > 0 ? wrong(waitSeconds) : undefined)
  const { isSending, send } = useSending()
  const open = async () => {
    setError(undefined)
    const answer = await unlockWithPin(pin)
    if (answer.state !== 'wrong') { onFound(foundIn(answer)); return }
    setPin('')
    setError(wrong(answer.waitSeconds))
  }
  const tryIt = () => {
    if (pin === '') setError(words.pinMissing)
    else void send(open)
  }
  return (
    <Form onSend={tryIt}>
      <p>{words.lockedPin}</p>
      <TextInput name="pin" label={words.pinLabel} type="password" inputMode="numeric" width={10} value={pin} onInput={setPin} error={error} />
      <Button type="submit" isLarge isBusy={isSending} busyWords={words.opening}>{words.open}</Button>
    </Form>
  )
}

function wrong(waitSeconds: number): string {
  return waitSeconds === 0 ? words.pinWrong : words.pinWait(sayHowLong(0, waitSeconds * 1_000))
}

function ByPasskey({ onFound }: Pick<Props, 'onFound'>) {
  const [error, setError] = useState<string | null>(null)
  const { isSending, send } = useSending()
  const open = async () => {
    setError(null)
    const answer = await unlockWithPasskey()
    if (answer.state !== 'failed') onFound(foundIn(answer))
    else setError(answer.because === 'cancelled' ? words.passkeyCancelled : words.passkeyNotHere)
  }
  return (
    <>
      <p>{words.lockedPasskey}</p>
      <p role="alert">{error}</p>
      <Button isLarge onClick={() => void send(open)} isBusy={isSending} busyWords={words.opening}>{words.openPasskey}</Button>
    </>
  )
}
