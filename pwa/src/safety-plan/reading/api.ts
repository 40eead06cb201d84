/** What these pages ask of the service: photos, earlier versions, agreeing, paper. Each act has an id made here: sending it again is harmless. */
import { api } from '../../shared/api'
import type { Id, MyTeamAnswer, PlanAtVersion, PlanPhoto, PlanVersionRow, PlanVersions, SafetyPlan, TeamSharing } from '../../shared/api-types'

const photoAt = (photoId: Id) => `/api/my-plan/photos/${photoId}`

export type PhotoWords = { words: string; is_private: boolean }
export const putPhotoWords = (photoId: Id, said: PhotoWords) => api.put<PlanPhoto>(`${photoAt(photoId)}/words`, said)

/** Sends a photo, then its words. A photo is hers alone until its words have arrived. */
export async function putPhoto(photoId: Id, image: Blob, said: PhotoWords): Promise<PlanPhoto> {
  await api.putFile<PlanPhoto>(photoAt(photoId), image)
  return await putPhotoWords(photoId, said)
}
export const removePhoto = (photoId: Id) => api.delete(photoAt(photoId))

export const readVersions = async (): Promise<PlanVersionRow[]> => (await api.get<PlanVersions>('/api/my-plan/versions')).versions
export const readVersion = (version: number) => api.get<PlanAtVersion>(`/api/my-plan/versions/${version}`)

export type Yes = { proposal_id: Id; review_on: string }
/** With `proposal_id` the same as `id` it proposes; otherwise it says yes to that proposal. */
export const putYes = (recordId: Id, id: Id, yes: Yes) => api.put<SafetyPlan>(`/api/records/${recordId}/safety-plan/agreements/${id}`, yes)

/** With whom she can agree, and whether they may see the plan and answer. */
export type MyWorker = { name: string | null; canSee: boolean; mayAgree: boolean }
export async function readMyWorker(): Promise<MyWorker> {
  const [team, sharing] = await Promise.all([api.get<MyTeamAnswer>('/api/my-team'), api.get<TeamSharing>('/api/sharing/team')])
  const choice = sharing.sections.find(({ section }) => section === 'safety_plan')
  return { name: team.key_worker?.name ?? null, canSee: choice?.is_shared === true, mayAgree: choice?.is_shared === true && choice.may_add }
}

export type Paper = 'sheet' | 'card'
export const readPaper = (recordId: Id, paper: Paper) => api.file(`/api/records/${recordId}/safety-plan/pdf?paper=${paper}`)
