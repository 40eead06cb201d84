import { ApiError } from '../shared/api'
import type { StepUpView } from '../shared/api-types'
import { PleaseDoDont } from '../shared/plan-to-read/PleaseDoDont'
import { pollPlease } from './api'
import { useLive } from './use-live'

/**
 * What the person asks of whoever meets them on a hard day, beside their open request. It comes by itself and goes when it is no longer
 * shared; the request never waits for it, and nothing is said when it cannot be had.
 */
export function PleaseBeside({ person: { record_id: recordId, preferred_name: name } }: Pick<StepUpView, 'person'>) {
  const { value: please, error } = useLive((etag) => pollPlease(recordId, etag), recordId)
  return please === null || error instanceof ApiError ? null : <PleaseDoDont name={name} please={please} />
}
