/** A test message, and whether it arrives: the device's service worker tells the service, and we ask the service. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Device, DeviceList } from '../shared/api-types'
import { useNews } from '../shared/use-news'
import { pollDevices, testDevice } from './api'
import { hasArrived } from './rules'
import { useSending } from '../shared/use-sending'

/** How often to ask, and for how long, in milliseconds. A message can take half a minute on a phone that sleeps. */
const askEvery = 1_500
const patience = 40_000

export type TestState = 'none' | 'waiting' | 'arrived' | 'late'

export function useTestMessage(device: Device, onDevices: (known: DeviceList) => void) {
  const [state, setState] = useState<TestState>('none')
  const before = useRef<string | null>(null)
  const { isSending, error, send } = useSending()

  const look = async () => {
    const known = await pollDevices().catch(() => null)
    if (known === null || !hasArrived(known.devices, device.id, before.current)) return
    setState('arrived')
    onDevices(known)
  }
  const start = () =>
    void send(async () => {
      before.current = device.last_confirmed_at
      await testDevice(device.id)
      setState('waiting')
    })
  // Also when it is late: it may still come.
  useNews(() => void ((state === 'waiting' || state === 'late') && look()))
  useEvery(askEvery, state === 'waiting', look)
  useEffect(() => {
    if (state !== 'waiting') return
    const timer = setTimeout(() => setState('late'), patience)
    return () => clearTimeout(timer)
  }, [state])
  return { state, isSending, error, start }
}

function useEvery(wait: number, isOn: boolean, work: () => Promise<void>): void {
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    if (!isOn) return
    const timer = setInterval(() => void latest.current(), wait)
    return () => clearInterval(timer)
  }, [isOn, wait])
}
