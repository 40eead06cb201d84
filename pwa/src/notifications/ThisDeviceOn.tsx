import type { Device, DeviceList } from '../shared/api-types'
import { Banner, Button, ButtonGroup, ErrorSummary, When } from '../shared/ui'
import { turnOff } from './this-device'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { useTestMessage, type TestState } from './use-test-message'
import { words } from './words'

type Props = { device: Device; onDevices: (known: DeviceList) => void; onOff: () => Promise<void> }

export function ThisDeviceOn({ device, onDevices, onOff }: Props) {
  const test = useTestMessage(device, onDevices)
  const off = useSending()
  const stop = () =>
    void off.send(async () => {
      await turnOff(device.id)
      await onOff()
    })
  const isTesting = test.isSending || test.state === 'waiting'
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.onHeading}</h2>
      <ErrorSummary errors={errorsOf(test.error ?? off.error)} />
      {test.state === 'none' && <p><Confirmed device={device} /></p>}
      <div role="status"><TestResult state={test.state} /></div>
      <ButtonGroup>
        <Button onClick={test.start} isBusy={isTesting} busyWords={words.testing}>{words.test}</Button>
        <Button kind="quiet" onClick={stop} isBusy={off.isSending} busyWords={words.turningOff}>{words.turnOff}</Button>
      </ButtonGroup>
      <p class="nhsuk-hint">{words.signingOut}</p>
    </section>
  )
}

function Confirmed({ device: { last_confirmed_at, is_working } }: { device: Device }) {
  if (!is_working) return <>{words.failing}</>
  return last_confirmed_at === null ? <>{words.onNotTested}</> : <>{words.onConfirmed}: <When at={last_confirmed_at} />.</>
}

function TestResult({ state }: { state: TestState }) {
  if (state === 'waiting') return <p>{words.testWaiting}</p>
  if (state === 'arrived') return <Banner kind="good" heading={words.testArrived} />
  if (state !== 'late') return null
  return (
    <div class="wm-test-late">
      <p><strong>{words.testLate}</strong> {words.testLateDo}</p>
      <ul class="nhsuk-list nhsuk-list--bullet">{words.testLateSteps.map((step) => <li key={step}>{step}</li>)}</ul>
      <p>{words.testLateMeanwhile}</p>
    </div>
  )
}
