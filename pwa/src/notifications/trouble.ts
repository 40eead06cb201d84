/** What to say about anything that went wrong in this slice. */
import { ApiError } from '../shared/api'
import { PushRefused } from '../shared/push'
import { wordsFor, type FormError } from '../shared/ui'
import { words } from './words'

export function errorsOf(error: unknown): FormError[] {
  if (error === null) return []
  if (error instanceof PushRefused) return [{ words: words.refused[error.why] }]
  const field = error instanceof ApiError ? Object.values(error.fields)[0]?.[0] : undefined
  return [{ words: field ?? wordsFor(error) }]
}
