/** What this slice asks the service for: this account's devices, and what a message was about. */
import { api } from '../shared/api'
import type { Delivery, Device, DeviceList, Id, QuietHours } from '../shared/api-types'
import type { SubscriptionBody } from '../shared/push'

export const readDevices = () => api.get<DeviceList>('/api/devices')

/** While a test is under way: does not keep anybody signed in. */
export const pollDevices = () => api.get<DeviceList>('/api/devices', { isPolling: true })

/** Under one id goes one subscription: a changed one is a new device. */
export const putDevice = (id: Id, label: string, subscription: SubscriptionBody) =>
  api.put<Device>(`/api/devices/${id}`, { label, subscription })

export const removeDevice = (id: Id) => api.delete(`/api/devices/${id}`)

export const testDevice = (id: Id) => api.post<{ delivery_id: Id }>(`/api/devices/${id}/test`)

export const readDelivery = (id: Id) => api.get<Delivery>(`/api/deliveries/${encodeURIComponent(id)}`)

export const readQuietHours = () => api.get<QuietHours>('/api/my-quiet-hours')

export const putQuietHours = (begins: string, ends: string) => api.put<QuietHours>('/api/my-quiet-hours', { begins, ends })

export const clearQuietHours = () => api.delete('/api/my-quiet-hours')
