/** What to say, above a form, about anything that went wrong in this slice. */
import { ApiError } from '../shared/api'
import { wordsFor, type FormError } from '../shared/ui'
import { PasskeyFailed } from './passkeys'
import { words } from './words'

/** @param fields the names that the service may refuse, which are the names on the page too */
export function errorsOf(error: unknown, ...fields: string[]): FormError[] {
  if (error === null) return []
  if (error instanceof PasskeyFailed) return [{ words: words.trouble[error.why] }]
  const refused = error instanceof ApiError ? fields.flatMap((field) => ofField(error, field)) : []
  return refused.length > 0 ? refused : [{ words: wordsFor(error) }]
}

function ofField(error: ApiError, field: string): FormError[] {
  const said = error.fields[field]?.[0]
  return said === undefined ? [] : [{ field, words: said }]
}

export function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'sharing.invitation_refused'
}
