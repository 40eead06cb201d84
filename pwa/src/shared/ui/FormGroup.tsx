import type { ComponentChildren } from 'preact'
import { words } from '../words'

/** What every field has besides its label: a hint, and words when something is wrong with it. */
export type FieldProps = {
  /** The name of the field; its id too, so that an error summary can link to it. */
  name: string
  hint?: ComponentChildren
  error?: string | undefined
}

export const hintId = (name: string) => `${name}-hint`
export const errorId = (name: string) => `${name}-error`

export function describedBy({ name, hint, error }: FieldProps, ...more: string[]): string | undefined {
  const ids = [...(hint === undefined ? [] : [hintId(name)]), ...(error === undefined ? [] : [errorId(name)]), ...more]
  return ids.length === 0 ? undefined : ids.join(' ')
}

export function FormGroup({ error, children }: { error?: string | undefined; children: ComponentChildren }) {
  return <div class={error === undefined ? 'nhsuk-form-group' : 'nhsuk-form-group nhsuk-form-group--error'}>{children}</div>
}

export function HintAndError({ name, hint, error }: FieldProps) {
  return (
    <>
      {hint !== undefined && <div class="nhsuk-hint" id={hintId(name)}>{hint}</div>}
      {error !== undefined && (
        <span class="nhsuk-error-message" id={errorId(name)}>
          <span class="nhsuk-u-visually-hidden">{words.errorPrefix}</span>{error}
        </span>
      )}
    </>
  )
}
