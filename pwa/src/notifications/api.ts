/** What this slice asks the service for: this account's devices, and what a message was about. */
import { api } from '../shared/api'
import type { Delivery, Device, Id } from '../shared/api-types'
import type { SubscriptionBody } from '../shared/push'

export const readDevices = async () => (await api.get<{ devices: Device[] }>('/api/devices')).devices

/** While a test is under way: does not keep anybody signed in. */
export const pollDevices = async () => (await api.get<{ devices: Device[] }>('/api/devices', { isPolling: true })).devices

/** Under one id goes one subscription: a changed one is a new device. */
export const putDevice = (id: Id, label: string, subscription: SubscriptionBody) =>
  api.put<Device>(`/api/devices/${id}`, { label, subscription })

export const removeDevice = (id: Id) => api.delete(`/api/devices/${id}`)

export const testDevice = (id: Id) => api.post<{ delivery_id: Id }>(`/api/devices/${id}/test`)

export const readDelivery = (id: Id) => api.get<Delivery>(`/api/deliveries/${encodeURIComponent(id)}`)
