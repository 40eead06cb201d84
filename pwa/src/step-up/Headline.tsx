import type { ComponentChildren } from 'preact'
import type { StepUpView } from '../shared/api-types'
import { ByWhen } from './At'
import { firstName, lastOf, standOf } from './rules'
import { words } from './words'

type Props = { view: StepUpView }
const { stand: says } = words

/** The same words wherever a request is named: its own page and the person's home. */
export function Headline({ view }: Props): ComponentChildren {
  const stand = standOf(view)
  switch (stand) {
    case 'telling': return says.telling(keyWorkerOf(view))
    case 'promised': return <Promised view={view} />
    case 'helped': return says.helped(view.standing.team ?? words.otherTeam)
    case 'missed': return says.missed(promiserOf(view))
    case 'talked': return talked(view)
    default: return says[stand]
  }
}

function Promised({ view: { promise } }: Props) {
  if (promise === null) return null
  return <>{says.promised(firstName(promise.by), promise.how)} <ByWhen at={promise.by_at} /></>
}

const byWriting = ['05', '09', '10']
const byTalking = ['01', '02', '04', '11']

function talked(view: StepUpView): string {
  const contact = lastOf(view, 'in_contact')
  const name = nameIn(contact?.by ?? null)
  const how = String(contact?.detail.mechanism)
  if (byWriting.includes(how)) return says.wrote(name)
  return byTalking.includes(how) ? says.talked(name) : says.inTouch(name)
}

export const keyWorkerOf = (view: StepUpView) => (view.key_worker === null ? null : firstName(view.key_worker.name))
const promiserOf = (view: StepUpView) => nameIn(view.promise?.by ?? null)
export const nameIn = (by: string | null) => (by === null ? words.yourWorker : firstName(by))
