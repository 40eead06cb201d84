/** What the wall asks for by itself: it must keep nobody signed in. */
import { api } from '../shared/api'
import type { Id, Wall } from '../shared/api-types'

/** @param isFirst somebody has just opened the page: that one counts as their act */
export const readWall = (teamId: Id, isFirst: boolean) => api.get<Wall>(`/api/teams/${teamId}/wall`, { isPolling: !isFirst, timeout: 8_000 })
