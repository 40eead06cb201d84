import { words } from '../words'
import { describedBy, FormGroup, HintAndError, type FieldProps } from './FormGroup'

type Props = FieldProps & {
  label: string
  value: string
  onInput: (value: string) => void
  rows?: number
  /** The most letters the service takes; what is left is said once three quarters are used. */
  limit?: number
  isLargeLabel?: boolean
}

export function TextArea(props: Props) {
  const { name, label, value, onInput, rows = 5, limit, isLargeLabel = false, error } = props
  const countId = `${name}-count`
  const count = limit === undefined ? null : wordsForCount(limit - value.length, limit)
  return (
    <FormGroup error={error}>
      <label class={isLargeLabel ? 'nhsuk-label nhsuk-label--m' : 'nhsuk-label'} for={name}>{label}</label>
      <HintAndError {...props} />
      <textarea
        class={error === undefined ? 'nhsuk-textarea' : 'nhsuk-textarea nhsuk-textarea--error'}
        id={name}
        name={name}
        rows={rows}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        aria-describedby={describedBy(props, ...(limit === undefined ? [] : [countId]))}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      {limit !== undefined && <div class="nhsuk-hint wm-count" id={countId} aria-live="polite">{count}</div>}
    </FormGroup>
  )
}

function wordsForCount(left: number, limit: number): string | null {
  if (left < 0) return words.lettersOver(-left)
  return left <= limit / 4 ? words.lettersLeft(left) : null
}
