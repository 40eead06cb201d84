import { useEffect, useState } from 'preact/hooks'
import { unlockWithPasskey, unlockWithPin, type Opened } from '../../shared/device/kept'
import { me } from '../../shared/session'
import { sayHowLong } from '../../shared/times'
import { Button, Form, LinkButton, TextInput } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { words } from './words'

type Props = { how: 'pin' | 'passkey'; waitSeconds: number; onOpened: (opened: Opened) => void }

/** The copy is behind her PIN or passkey. There is always a way back: signing in, and choosing anew. */
export function Unlock({ how, waitSeconds, onOpened }: Props) {
  return (
    <>
      {how === 'pin' ? <ByPin waitSeconds={waitSeconds} onOpened={onOpened} /> : <ByPasskey onOpened={onOpened} />}
      <h2 class="nhsuk-heading-s">{words.wayBackHeading}</h2>
      <p>{words.wayBack}</p>
      {me.value === null
        ? <LinkButton href="/" kind="secondary">{words.signIn}</LinkButton>
        : <LinkButton href="/my-plan/phone" kind="secondary">{words.wayBackChoose}</LinkButton>}
      <p><a href="/ask">{words.askMore}</a></p>
    </>
  )
}

function ByPin({ waitSeconds, onOpened }: Omit<Props, 'how'>) {
  const [pin, setPin] = useState('')
  const [wait, setWait] = useState(waitSeconds)
  const [said, setSaid] = useState<string | undefined>(waitSeconds > 0 ? words.pinWait(inWords(waitSeconds)) : undefined)
  const { isSending, send } = useSending()
  useEffect(() => {
    if (wait === 0) return
    const timer = setTimeout(() => {
      setWait(0)
      setSaid(words.pinAgainNow)
    }, wait * 1000)
    return () => clearTimeout(timer)
  }, [wait])

  const open = async () => {
    setSaid(undefined)
    const answer = await unlockWithPin(pin)
    setPin('')
    if (answer.state !== 'wrong') { onOpened(answer); return }
    setWait(answer.waitSeconds)
    setSaid(answer.waitSeconds === 0 ? words.pinWrong : words.pinWait(inWords(answer.waitSeconds)))
  }
  const press = () => {
    if (pin === '') setSaid(words.pinMissing)
    else void send(open)
  }
  return (
    <Form onSend={press}>
      <p>{words.lockedPin}</p>
      <TextInput name="pin" label={words.pinField} type="password" autocomplete="off" width={20} isLargeLabel value={pin} onInput={setPin} error={said} spellcheck={false} />
      <Button type="submit" isLarge isBusy={isSending} busyWords={words.opening}>{words.open}</Button>
    </Form>
  )
}

// Rounded up: nobody should come back at the time we said and be told to wait again.
const inWords = (seconds: number) => (
  seconds <= 50 ? words.seconds(Math.ceil(seconds / 10) * 10) : sayHowLong(0, Math.ceil(seconds / 60) * 60_000)
)

function ByPasskey({ onOpened }: Pick<Props, 'onOpened'>) {
  const [said, setSaid] = useState<string | null>(null)
  const { isSending, send } = useSending()
  const open = async () => {
    setSaid(null)
    const answer = await unlockWithPasskey()
    if (answer.state === 'failed') setSaid(answer.because === 'cancelled' ? words.passkeyCancelled : words.passkeyNotHere)
    else onOpened(answer)
  }
  return (
    <>
      <p>{words.lockedPasskey}</p>
      <p role="alert">{said}</p>
      <Button isLarge onClick={() => void send(open)} isBusy={isSending} busyWords={words.opening}>{words.openPasskey}</Button>
    </>
  )
}
