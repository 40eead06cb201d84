import type { PleaseDo, StepUpView } from '../shared/api-types'
import { PleaseDoDont } from '../shared/plan-to-read'
import { useWatched } from '../shared/use-watched'

/**
 * What the person asks of whoever meets them on a hard day, beside their open request. It comes by itself and goes when it is no longer
 * shared; the request never waits for it, and nothing is said when it cannot be had.
 */
export function PleaseBeside({ person: { record_id: recordId, preferred_name: name } }: Pick<StepUpView, 'person'>) {
  const please = useWatched((watch) => watch<PleaseDo>(`/api/records/${recordId}/safety-plan/please`), recordId)
  return please.value === null ? null : <PleaseDoDont name={name} please={please.value} />
}
