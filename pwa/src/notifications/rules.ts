/** Rules of messages on a device. Pure. */
import type { Delivery, Device, Id, Me } from '../shared/api-types'

type Reader = Pick<Me, 'is_worker' | 'is_person'> & Partial<Pick<Me, 'record_id'>>

/** Where a message leads once somebody is signed in. What we do not know leads to the first page. */
export function placeOf(delivery: Delivery, me: Reader): string {
  const { kind, subject_id } = delivery
  const { is_worker, is_person } = me
  if (kind === 'device.test' || kind === 'device.gone') return '/devices'
  if (kind === 'admission.way_in_added') return '/account'
  // These name no record: a worker finds the person on the caseload.
  if (kind.startsWith('dialog_plus.')) return is_person ? '/working-on' : is_worker ? '/caseload' : '/'
  if (kind.startsWith('safety_plan.')) return placeInPlan(delivery, me)
  const place = placesOfSharing[kind]
  if (place !== undefined) return place.isForPerson ? (is_person ? place.href : '/') : is_worker ? place.href : '/'
  if (kind === 'sharing.news' && subject_id !== null) return `/support/${subject_id}`
  if (!kind.startsWith('step_up.')) return '/'
  const isForPerson = forPersons.has(kind) || !is_worker
  // One message for several calls.
  if (subject_id === null) return isForPerson ? '/' : '/requests'
  if (isForPerson && is_person) return `/my-requests/${subject_id}`
  return is_worker ? `/requests/${subject_id}` : '/'
}

/** A suggestion is for the person. A plan to agree on, or to look at again, is named by its record: hers, or that of somebody else. */
function placeInPlan({ kind, subject_id }: Delivery, { is_worker, is_person, record_id }: Reader): string {
  if (kind === 'safety_plan.suggested') return is_person ? '/my-plan' : '/'
  if (is_person && (!is_worker || subject_id === record_id)) return '/my-plan/agree'
  if (!is_worker) return '/'
  return subject_id === null ? '/caseload' : `/records/${subject_id}/safety-plan`
}

const placesOfSharing: Readonly<Partial<Record<string, { href: string; isForPerson: boolean }>>> = {
  'goals.suggested': { href: '/goals', isForPerson: true },
  'sharing.emergency': { href: '/who-has-looked', isForPerson: true },
  'sharing.report_answered': { href: '/who-has-looked', isForPerson: true },
  'sharing.review_due': { href: '/emergency/reviews', isForPerson: false },
  'outcomes.asked': { href: '/how-life-is', isForPerson: true },
  'outcomes.ask_due': { href: '/how-life-is', isForPerson: true },
  'care.key_worker_changed': { href: '/sharing', isForPerson: true },
  'care.handed_over': { href: '/caseload', isForPerson: false },
  'carers.message': { href: '/messages', isForPerson: false },
  'care.let_go': { href: '/team', isForPerson: false },
  'admission.arrived': { href: '/caseload/invite', isForPerson: false },
  'admission.still_waiting': { href: '/caseload/invite', isForPerson: false },
  'admission.question': { href: '/caseload/invite', isForPerson: false },
  'sharing.access_report': { href: '/emergency/reviews', isForPerson: false },
}

// Somebody can be a worker and a person: the kind says which of the two a message is for.
const forPersons: ReadonlySet<string> = new Set(['step_up.answered', 'step_up.moved_on'])

export type Possible =
  | 'yes'
  /** An iPhone or iPad outside the Home Screen. */
  | 'needs-home-screen'
  /** The person, or somebody before, has said no in this browser. */
  | 'blocked'
  /** An old browser, or a private window. */
  | 'not-here'

type Browser = { hasPush: boolean; isApplePhone: boolean; isInstalled: boolean; permission: NotificationPermission | 'unsupported' }

/** Whether messages can be turned on in this browser, and if not, why. */
export function possibleHere({ hasPush, isApplePhone, isInstalled, permission }: Browser): Possible {
  if (isApplePhone && !isInstalled) return 'needs-home-screen'
  if (!hasPush) return 'not-here'
  return permission === 'denied' ? 'blocked' : 'yes'
}

/** A test has arrived when the device was confirmed after what was known before it. */
export function hasArrived(devices: readonly Device[], id: Id, before: string | null): boolean {
  const confirmed = devices.find((device) => device.id === id)?.last_confirmed_at ?? null
  return confirmed !== null && (before === null || Date.parse(confirmed) > Date.parse(before))
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/OPR/, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/CrOS/, 'Chromebook'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** What to call this browser in the list: "Chrome on Android". */
export function labelFor(userAgent: string, browser: string, on: (browser: string, system: string) => string): string {
  const name = browsers.find(([sign]) => sign.test(userAgent))?.[1] ?? browser
  const system = systems.find(([sign]) => sign.test(userAgent))?.[1]
  return system === undefined ? name : on(name, system)
}
