import { describedBy, FormGroup, HintAndError, type FieldProps } from './FormGroup'

type Props = FieldProps & {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

/** A list that opens: only where radios would be too many. */
export function Select(props: Props) {
  const { name, label, value, onChange, options, error } = props
  return (
    <FormGroup error={error}>
      <label class="nhsuk-label" for={name}>{label}</label>
      <HintAndError {...props} />
      <select
        class={error === undefined ? 'nhsuk-select' : 'nhsuk-select nhsuk-select--error'}
        id={name}
        name={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-describedby={describedBy(props)}
      >
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </FormGroup>
  )
}
