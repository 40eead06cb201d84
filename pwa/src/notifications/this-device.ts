/**
 * This browser as a device of the account: turned on, kept the same, turned off.
 *
 * A push subscription can change or vanish without anybody being told. So what was last sent to the service is
 * remembered here as a fingerprint, and compared each time the app is opened.
 */
import { capabilities } from '../shared/capabilities'
import { forgetThisDevice, rememberThisDevice, thisDevice } from '../shared/device/marks'
import { newId } from '../shared/ids'
import { currentSubscription, subscribe, unsubscribe, type SubscriptionBody } from '../shared/push'
import { me, service } from '../shared/session'
import type { Device, Id } from '../shared/api-types'
import { putDevice, removeDevice } from './api'
import { labelFor } from './rules'
import { fingerprintOf, lastSent, noteSent } from './sent'
import { words } from './words'

/**
 * Asks for permission where that is open, subscribes this browser and tells the service. Call it from a click.
 *
 * @param known the account's devices as the service lists them
 * @throws {PushRefused} when the browser will not
 */
export async function turnOn(accountId: Id, publicKey: string, known: readonly Device[]): Promise<Device> {
  const before = thisDevice(accountId)
  const wasDropped = before !== null && !known.some(({ id }) => id === before)
  // The service gave this subscription up, because nothing got through: a fresh one is needed.
  if (wasDropped) await unsubscribe()
  return await register(accountId, await subscribe(publicKey))
}

/** Nothing more comes to this browser. The service hears of it first: else it would go on trying. */
export async function turnOff(deviceId: Id): Promise<void> {
  await removeDevice(deviceId)
  await unsubscribe()
  forgetThisDevice()
}

/**
 * Compares this browser's subscription with what was last sent for this account, and mends the difference.
 * Never asks anybody anything, and never fails: what cannot be mended now is tried at the next opening.
 * The app calls it once it knows who is signed in and what the service's push key is.
 */
export async function resyncDevice(): Promise<void> {
  const accountId = me.value?.account_id
  const deviceId = accountId === undefined ? null : thisDevice(accountId)
  if (accountId === undefined || deviceId === null) return
  try {
    await mend(accountId, deviceId, service.value?.push_public_key ?? null)
  } catch {
    // The devices page shows how things stand.
  }
}

async function mend(accountId: Id, deviceId: Id, publicKey: string | null): Promise<void> {
  const isAllowed = capabilities.notifications() === 'granted'
  if (!isAllowed) { await giveUp(deviceId); return; }
  const current = await currentSubscription()
  if (current === null && publicKey === null) return
  const subscription = current ?? (await subscribe(publicKey ?? ''))
  if ((await fingerprintOf(subscription)) === lastSent(deviceId)) return
  await register(accountId, subscription)
  await removeDevice(deviceId)
}

/** The browser shows nothing any more: the service must not count on it. */
async function giveUp(deviceId: Id): Promise<void> {
  await removeDevice(deviceId)
  forgetThisDevice()
}

async function register(accountId: Id, subscription: SubscriptionBody): Promise<Device> {
  const label = labelFor(navigator.userAgent, words.aBrowser, words.browserOn)
  const device = await putDevice(newId(), label, subscription)
  rememberThisDevice(accountId, device.id)
  noteSent(device.id, await fingerprintOf(subscription))
  return device
}
