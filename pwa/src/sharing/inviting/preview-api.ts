/** Her own content, to show her what somebody else would see of it. */
import { api, ApiError } from '../../shared/api'
import type { Id, StepUpRow, StepUpView } from '../../shared/api-types'

export type AboutMe = { sections: { title: string; words: string }[] }

const week = 7 * 24 * 60 * 60_000

/** What is open, and what has closed in the last seven days: that is what others see of requests. */
export async function readRequestsToShow(now: number): Promise<StepUpView[]> {
  const { step_ups } = await api.get<{ step_ups: StepUpRow[] }>('/api/step-ups')
  const shown = step_ups.filter(({ closed_at }) => closed_at === null || Date.parse(closed_at) > now - week)
  return await Promise.all(shown.map(({ id }) => api.get<StepUpView>(`/api/step-ups/${id}`)))
}

export async function readAboutMe(recordId: Id): Promise<AboutMe> {
  try {
    return await api.get<AboutMe>(`/api/records/${recordId}/about-me`)
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { sections: [] }
    throw error
  }
}
