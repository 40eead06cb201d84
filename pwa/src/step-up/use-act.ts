/** Sending one act of a form: the same content is always the same act, however often it is sent. */
import { useRef, useState } from 'preact/hooks'
import type { Id } from '../shared/api-types'
import { newId } from '../shared/ids'
import type { FormError } from '../shared/ui'
import { useSending, type Sending } from '../shared/use-sending'
import { problemsIn } from './problems'

export type Act = Sending & {
  /** The id of the act with this content: a retry of the same keeps it, other content gets another. */
  idFor: (body: unknown) => Id
  /** What is to be put right: found here, or by the service. */
  problems: FormError[]
  problemOf: (field: string) => string | undefined
  /** Looks for problems first, and sends when there are none. */
  attempt: (found: FormError[], work: () => Promise<unknown>) => Promise<boolean>
}

export function useAct(): Act {
  const sending = useSending()
  const [found, setFound] = useState<FormError[]>([])
  const last = useRef<{ content: string; id: Id } | null>(null)

  const idFor = (body: unknown) => {
    const content = JSON.stringify(body)
    if (last.current?.content !== content) last.current = { content, id: newId() }
    return last.current.id
  }
  const attempt = async (problems: FormError[], work: () => Promise<unknown>) => {
    setFound(problems)
    return problems.length === 0 && (await sending.send(work))
  }
  const problems = found.length > 0 ? found : problemsIn(sending.error)
  const problemOf = (field: string) => problems.find((problem) => problem.field === field)?.words
  return { ...sending, idFor, problems, problemOf, attempt }
}
