/** Notifications: what the service says of devices that get no more messages, and of quiet times. */
import type { Device, Id, Instant } from './answer-types'

export interface GoneDevice { id: Id; label: string; gone_at: Instant }
export interface DeviceList { devices: Device[]; gone: GoneDevice[] }

/** "HH:MM" on London's clocks; both null without any. */
export interface QuietHours { begins: string | null; ends: string | null }
