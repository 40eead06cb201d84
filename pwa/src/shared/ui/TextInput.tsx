import type { InputHTMLAttributes } from 'preact'
import { describedBy, FormGroup, HintAndError, type FieldProps } from './FormGroup'

type Props = FieldProps & {
  label: string
  value: string
  onInput: (value: string) => void
  type?: 'text' | 'email' | 'tel' | 'date' | 'time' | 'search' | 'password'
  inputMode?: 'text' | 'numeric' | 'tel' | 'email'
  autocomplete?: string
  /** How many letters it looks made for. */
  width?: 5 | 10 | 20
  /** The label is the question of the page: larger. */
  isLargeLabel?: boolean
  min?: string
  max?: string
  maxLength?: number
  spellcheck?: boolean
}

const widths = { 5: 'nhsuk-input--width-5', 10: 'nhsuk-input--width-10', 20: 'nhsuk-input--width-20' }

export function TextInput(props: Props) {
  const { name, label, value, onInput, type = 'text', width, isLargeLabel = false, error } = props
  const classes = ['nhsuk-input', width && widths[width], error !== undefined && 'nhsuk-input--error']
  return (
    <FormGroup error={error}>
      <label class={isLargeLabel ? 'nhsuk-label nhsuk-label--m' : 'nhsuk-label'} for={name}>{label}</label>
      <HintAndError {...props} />
      <input
        {...({ type } as InputHTMLAttributes)}
        class={classes.filter(Boolean).join(' ')}
        id={name}
        name={name}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        inputMode={props.inputMode}
        autocomplete={props.autocomplete ?? 'off'}
        min={props.min}
        max={props.max}
        maxLength={props.maxLength}
        spellcheck={props.spellcheck ?? false}
        aria-describedby={describedBy(props)}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </FormGroup>
  )
}
