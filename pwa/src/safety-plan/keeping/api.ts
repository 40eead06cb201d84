/** What the pages about this phone ask the service for. Keeping itself is in shared/device/kept. */
import { api } from '../../shared/api'
import type { Id, KeptPhones } from '../../shared/api-types'

export const readPhones = () => api.get<KeptPhones>('/api/my-plan/phones')
export const forgetPhone = (id: Id) => api.delete(`/api/my-plan/phones/${id}`)
