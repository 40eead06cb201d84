/** What the service found wrong with fields, as lines of an error summary; empty for any other failure. */
import { ApiError } from '../shared/api'
import type { FormError } from '../shared/ui'

export function problemsIn(error: unknown): FormError[] {
  if (!(error instanceof ApiError) || error.code !== 'http.bad_input') return []
  return Object.entries(error.fields).flatMap(([field, said]) => (said[0] === undefined ? [] : [{ field, words: said[0] }]))
}
