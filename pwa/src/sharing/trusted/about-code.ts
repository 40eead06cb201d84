import { ApiError } from '../../shared/api'

/** Whether a refusal leads back to the code. */
export function isAboutCode(refusal: unknown): boolean {
  return refusal instanceof ApiError && ['sharing.wrong_code', 'sharing.invitation_refused'].includes(refusal.code)
}
