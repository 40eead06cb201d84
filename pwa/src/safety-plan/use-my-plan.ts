/** The person's own plan, for the pages that read and change it. */
import { useEffect, useRef } from 'preact/hooks'
import type { SafetyPlan } from '../shared/api-types'
import { useMe } from '../shared/session'
import { useNews } from '../shared/use-news'
import { useResource, type Resource } from '../shared/use-resource'
import { readPlan, type PlanKnown } from './api'

/** An open page asks again after so long, so that what others suggest appears by itself. */
export const pace = { every: 15_000 }

export function useMyPlan(): Resource<SafetyPlan> {
  const recordId = useMe().record_id ?? ''
  const known = useRef<PlanKnown | null>(null)
  const plan = useResource(async () => (known.current = await readPlan(recordId, known.current)).plan, recordId)
  const { reload } = plan
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void reload()
    }, pace.every)
    return () => clearInterval(timer)
  }, [reload])
  useNews(() => void reload())
  return plan
}
