/** What a worker does next with a request. Pure. */
import type { StepUpState, StepUpVerb, StepUpView } from '../shared/api-types'

export type WorkerAct = Extract<StepUpVerb, 'acknowledge' | 'contact' | 'plan' | 'close' | 'transfer' | 'note'>

const firstIn: Partial<Record<StepUpState, WorkerAct>> = {
  sent: 'acknowledge',
  acknowledged: 'contact',
  in_contact: 'plan',
  plan_agreed: 'close',
}
const all: readonly WorkerAct[] = ['acknowledge', 'contact', 'plan', 'note', 'transfer', 'close']

/** The one act that comes next, and the others; those that the state has left behind are not shown at all. */
export function nextActs(view: StepUpView): { first: WorkerAct | null; others: WorkerAct[] } {
  const wanted = firstIn[view.state] ?? null
  const first = wanted !== null && view.may[wanted].allowed ? wanted : null
  const isOver = view.state === 'closed' || view.state === 'withdrawn'
  const others = isOver ? [] : all.filter((act) => act !== first && !(act === 'acknowledge' && !view.may.acknowledge.allowed))
  return { first, others }
}
