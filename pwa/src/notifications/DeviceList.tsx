import { useRef, useState } from 'preact/hooks'
import type { Device } from '../shared/api-types'
import { Button, ButtonGroup, ErrorSummary, Tag, When } from '../shared/ui'
import { removeDevice } from './api'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { useFocusMoves } from './use-focus-moves'
import { words } from './words'

type Props = { devices: readonly Device[]; here: Device | null; onChanged: (said: string) => Promise<void> }

/** Every device that gets messages for this account. This one is turned off above, not here. */
export function DeviceList({ devices, here, onChanged }: Props) {
  const title = useRef<HTMLHeadingElement>(null)
  const change = (said: string) => {
    title.current?.focus()
    return onChanged(said)
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m wm-devices__title" ref={title} tabIndex={-1}>{words.listHeading}</h2>
      {devices.length === 0 && <p>{words.listNone}</p>}
      <ul class="wm-devices">
        {devices.map((device) => <DeviceRow key={device.id} device={device} isHere={device.id === here?.id} onChanged={change} />)}
      </ul>
    </section>
  )
}

type RowProps = { device: Device; isHere: boolean; onChanged: (said: string) => Promise<void> }

function DeviceRow({ device, isHere, onChanged }: RowProps) {
  const { label, created_at, last_confirmed_at, is_working } = device
  return (
    <li class="wm-devices__item">
      <p class="wm-devices__name">{label} {isHere && <Tag>{words.thisDevice}</Tag>} {!is_working && <Tag>{words.notWorking}</Tag>}</p>
      <p class="wm-devices__facts">
        {words.since} <When at={created_at} as="day" />.{' '}
        {last_confirmed_at === null ? words.neverConfirmed : <>{words.lastConfirmed}: <When at={last_confirmed_at} /></>}.
      </p>
      {!isHere && <RemoveDevice device={device} onChanged={onChanged} />}
    </li>
  )
}

function RemoveDevice({ device: { id, label }, onChanged }: Omit<RowProps, 'isHere'>) {
  const [isAsking, setIsAsking] = useState(false)
  const { isSending, error, send } = useSending()
  const place = useFocusMoves(isAsking)
  const remove = () =>
    void send(async () => {
      await removeDevice(id)
      await onChanged(words.removed)
    })
  if (!isAsking) {
    return (
      <div ref={place}>
        <Button kind="quiet" onClick={() => setIsAsking(true)} label={words.removeLabel(label)}>{words.remove}</Button>
      </div>
    )
  }
  return (
    <div ref={place} class="wm-devices__asked">
      <ErrorSummary errors={errorsOf(error)} />
      <p class="wm-devices__title" tabIndex={-1}>{words.removeAsk(label)}</p>
      <ButtonGroup>
        <Button kind="secondary" onClick={remove} isBusy={isSending} busyWords={words.removing}>{words.removeYes}</Button>
        <Button kind="quiet" onClick={() => setIsAsking(false)}>{words.keep}</Button>
      </ButtonGroup>
    </div>
  )
}
