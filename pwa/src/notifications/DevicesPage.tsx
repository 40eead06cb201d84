import { useState } from 'preact/hooks'
import { capabilities } from '../shared/capabilities'
import { thisDevice } from '../shared/device/marks'
import { useMe } from '../shared/session'
import type { Device, DeviceList as Known } from '../shared/api-types'
import { Await, Banner, Page } from '../shared/ui'
import { useResource, type Resource } from '../shared/use-resource'
import { readDevices } from './api'
import { DeviceList } from './DeviceList'
import { GoneDevices } from './GoneDevices'
import { NotPossible } from './NotPossible'
import { QuietTimes } from './QuietTimes'
import { possibleHere } from './rules'
import { ThisDeviceOff } from './ThisDeviceOff'
import { ThisDeviceOn } from './ThisDeviceOn'
import { words } from './words'
import './styles.scss'

/** Messages on this device: why they are off or on, a test that shows that they arrive, and the other devices. */
export function DevicesPage() {
  const { is_worker } = useMe()
  const devices = useResource(readDevices)
  return (
    <Page title={words.title} back={{ href: '/account' }}>
      <p>{is_worker ? words.introWorker : words.intro}</p>
      <Await of={devices} what={words.devices}>{(known) => <Devices known={known} of={devices} />}</Await>
    </Page>
  )
}

function Devices({ known: { devices: known, gone }, of: resource }: { known: Known; of: Resource<Known> }) {
  const [said, setSaid] = useState<string | null>(null)
  const { account_id } = useMe()
  const here = known.find(({ id }) => id === thisDevice(account_id)) ?? null
  const change = async (words: string | null) => {
    setSaid(words)
    await resource.reload()
  }
  return (
    <>
      <div role="status">{said !== null && <Banner kind="good">{said}</Banner>}</div>
      <GoneDevices gone={gone} onChanged={change} />
      <Here here={here} known={known} of={resource} onChanged={change} />
      <DeviceList devices={known} here={here} onChanged={change} />
      <QuietTimes />
    </>
  )
}

type HereProps = {
  here: Device | null
  known: readonly Device[]
  of: Resource<Known>
  onChanged: (said: string | null) => Promise<void>
}

function Here({ here, known, of: resource, onChanged }: HereProps) {
  const [possible, setPossible] = useState(lookHere)
  const lookAgain = () => setPossible(lookHere())
  if (possible !== 'yes') return <NotPossible why={possible} onLookAgain={lookAgain} />
  if (here === null) return <ThisDeviceOff known={known} onTried={lookAgain} onOn={() => onChanged(null)} />
  return <ThisDeviceOn key={here.id} device={here} onDevices={resource.set} onOff={() => onChanged(words.turnedOff)} />
}

function lookHere() {
  return possibleHere({
    hasPush: capabilities.push(),
    isApplePhone: capabilities.isApplePhone(),
    isInstalled: capabilities.isInstalled(),
    permission: capabilities.notifications(),
  })
}
