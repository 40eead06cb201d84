import { service, useMe } from '../shared/session'
import type { Device } from '../shared/api-types'
import { Button, ErrorSummary } from '../shared/ui'
import { turnOn } from './this-device'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

type Props = {
  known: readonly Device[]
  /** The browser may have been told "never" by the try. */
  onTried: () => void
  onOn: () => Promise<void>
}

/** Says what comes and what will be asked, before anything is asked. */
export function ThisDeviceOff({ known, onTried, onOn }: Props) {
  const { account_id } = useMe()
  const { isSending, error, send } = useSending()
  const publicKey = service.value?.push_public_key ?? null
  const start = () => {
    if (publicKey === null) return
    void send(async () => {
      await turnOn(account_id, publicKey, known)
      await onOn()
    }).then(onTried)
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.offHeading}</h2>
      <ErrorSummary errors={errorsOf(error)} />
      <h3 class="nhsuk-heading-s">{words.whatComes}</h3>
      <p>{words.whatComesBody}</p>
      <p>{words.whatNext}</p>
      <Button isLarge onClick={start} isBusy={isSending} busyWords={words.turningOn} refusedBecause={publicKey === null ? words.notYet : null}>
        {words.turnOn}
      </Button>
    </section>
  )
}
