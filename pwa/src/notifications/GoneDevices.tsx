import type { GoneDevice } from '../shared/api-types'
import { Button, ErrorSummary, When } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { removeDevice } from './api'
import { errorsOf } from './trouble'
import { words } from './words'

type Props = { gone: readonly GoneDevice[]; onChanged: (said: string) => Promise<void> }

/** Devices whose push service gave them up: nobody told their owner, so we do, with what to do. */
export function GoneDevices({ gone, onChanged }: Props) {
  return <>{gone.map((device) => <Gone key={device.id} device={device} onChanged={onChanged} />)}</>
}

function Gone({ device: { id, label, gone_at }, onChanged }: { device: GoneDevice; onChanged: Props['onChanged'] }) {
  const { isSending, error, send } = useSending()
  const forget = () =>
    void send(async () => {
      await removeDevice(id)
      await onChanged(words.goneDone)
    })
  return (
    <section class="wm-gone" aria-labelledby={`gone-${id}`}>
      <ErrorSummary errors={errorsOf(error)} />
      <h2 class="wm-gone__name" id={`gone-${id}`}>{words.goneHeading(label)}</h2>
      <p class="wm-gone__facts">{words.goneSince} <When at={gone_at} as="day" />. {words.goneDo} {words.goneMeanwhile}</p>
      <Button kind="quiet" onClick={forget} isBusy={isSending} busyWords={words.removing} label={words.goneKnownLabel(label)}>{words.goneKnown}</Button>
    </section>
  )
}
