/** What to say, above a form, about anything that went wrong in this slice. */
import type { FormError } from '../shared/ui'
import { wordsFor } from '../shared/ui'
import { ApiError } from '../shared/api'
import { NotConfirmed } from './confirmed'
import { PasskeyFailed } from './passkeys'
import { words } from './words'

export function sayTrouble(error: unknown): string {
  if (error instanceof PasskeyFailed) return words.trouble[error.why]
  if (error instanceof NotConfirmed) return words.somebodyElse
  return wordsFor(error)
}

/**
 * For the error summary of a form.
 *
 * @param name what the service calls the field that may be refused
 * @param field what the page calls it
 */
export function errorsOf(error: unknown, name?: string, field = name): FormError[] {
  if (error === null || wasStopped(error)) return []
  const refused = name !== undefined && error instanceof ApiError ? error.fields[name]?.[0] : undefined
  if (field !== undefined && refused !== undefined) return [{ field, words: refused }]
  return [{ words: sayTrouble(error) }]
}

/** Who pressed "Stop" knows that nothing was changed: that is no problem to report. */
function wasStopped(error: unknown): boolean {
  return error instanceof NotConfirmed && error.why === 'stopped'
}
