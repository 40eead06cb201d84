/** Her own goals, ratings and agreements, to show her what somebody else would see of them. */
import { api } from '../../shared/api'
import type { Action, Goal, Goals, Id, Outcomes, QuestionnaireResponse, WorkingOn } from '../../shared/api-types'

/** What others see of goals: those that are going on and not kept private. */
export async function readGoalsToShow(recordId: Id): Promise<Goal[]> {
  const { goals } = await api.get<Goals>(`/api/records/${recordId}/goals`)
  return goals.filter(({ status, is_private }) => status === 'active' && !is_private)
}

export type Rated = { at: string; answers: { area: string; says: string }[] }

/** The newest rating that is not kept private, in the words of its scale. */
export async function readRatingToShow(recordId: Id): Promise<Rated | null> {
  const { instrument, latest, previous, first } = await api.get<Outcomes>(`/api/records/${recordId}/outcomes?instrument=dialog`)
  const shown = [latest, previous, first].find((one): one is QuestionnaireResponse => one !== null && !one.is_private)
  if (shown === undefined) return null
  const answers = instrument.items.flatMap(({ key, words: area, labels }) => {
    const value = shown.answers.find(({ item }) => item === key)?.value
    const says = labels.find((label) => label.value === value)?.words
    return says === undefined ? [] : [{ area, says }]
  })
  return { at: shown.answered_at, answers }
}

export async function readActionsToShow(recordId: Id): Promise<Action[]> {
  const { actions } = await api.get<WorkingOn>(`/api/records/${recordId}/working-on`)
  return actions.filter(({ status }) => status !== 'done' && status !== 'let_go')
}
