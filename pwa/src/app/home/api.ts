import { api } from '../../shared/api'
import type { TeamSharing } from '../../shared/api-types'

export { listMyRequests as readMyRequests, pollRequest, readMyTeam } from '../../step-up/api'

export const readMySharing = () => api.get<TeamSharing>('/api/sharing/team')
