/** Photos of a safety plan. They come through the API, so that no browser keeps them under an address of their own. */
import { api } from '../api'
import type { Id } from '../api-types'

export const readPlanPhoto = (recordId: Id, photoId: Id): Promise<Blob> => api.file(`/api/records/${recordId}/safety-plan/photos/${photoId}`)
