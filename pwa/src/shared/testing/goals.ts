/** Goals for tests. */
import type { Goal, Goals, GoalScore, GoalStep } from '../api-types'

const at = '2026-11-20T10:00:00Z'

export const step = (id: string, position: number, more: Partial<GoalStep> = {}): GoalStep =>
  ({ id, version: 1, words: `Step ${id}`, position, is_done: false, at, by: 'Alex Morgan', from_action: false, ...more })

export const score = (id: string, value: number, more: Partial<GoalScore> = {}): GoalScore =>
  ({ id, value, answered_at: `2026-11-${id.padStart(2, '0')}T10:00:00Z`, baseline: 1, by: 'Alex Morgan', how: 'alone', ...more })

export const goal = (id: string, more: Partial<Goal> = {}): Goal => ({
  id, version: 1, words: `Goal ${id}`, why: '', area: null, area_title: null, helper: '', target_on: null, status: 'active', is_private: false,
  is_mine: true, by: 'Alex Morgan', at, suggested_by: null, tracked: null, baseline: 1, steps: [], scores: [], change: null, history: [], ...more,
})

export const goalsOf = (...goals: Goal[]): Goals =>
  ({ goals, may_add: true, may_change: true, areas: [{ key: 'leisure', title: 'Leisure' }, { key: 'job', title: 'Job situation' }] })
