import type { ComponentChildren } from 'preact'
import { describedBy, FormGroup, HintAndError, type FieldProps } from './FormGroup'

export type Option<Value extends string> = { value: Value; label: string; hint?: ComponentChildren }
export type RadiosProps<Value extends string> = FieldProps & {
  legend: string
  value: Value | null
  onChange: (value: Value) => void
  options: readonly Option<Value>[]
  isLargeLegend?: boolean
}

/** Round buttons, one below the other. The first has the field's name as its id. */
export function Radios<Value extends string>(props: RadiosProps<Value>) {
  const { name, legend, options, isLargeLegend = false, error } = props
  return (
    <FormGroup error={error}>
      <fieldset class="nhsuk-fieldset" aria-describedby={describedBy(props)}>
        <legend class={isLargeLegend ? 'nhsuk-fieldset__legend nhsuk-fieldset__legend--m' : 'nhsuk-fieldset__legend'}>{legend}</legend>
        <HintAndError {...props} />
        <div class="nhsuk-radios">
          {options.map((option, index) => (
            <Radio key={option.value} {...props} option={option} id={index === 0 ? name : `${name}-${option.value}`} />
          ))}
        </div>
      </fieldset>
    </FormGroup>
  )
}

type RadioProps<Value extends string> = RadiosProps<Value> & { option: Option<Value>; id: string }

function Radio<Value extends string>({ name, value, onChange, option, id }: RadioProps<Value>) {
  const optionHint = option.hint === undefined ? undefined : `${id}-item-hint`
  return (
    <div class="nhsuk-radios__item">
      <input
        class="nhsuk-radios__input"
        type="radio"
        id={id}
        name={name}
        value={option.value}
        checked={value === option.value}
        onChange={() => onChange(option.value)}
        aria-describedby={optionHint}
      />
      <label class="nhsuk-label nhsuk-radios__label" for={id}>{option.label}</label>
      {option.hint !== undefined && <div class="nhsuk-hint nhsuk-radios__hint" id={optionHint}>{option.hint}</div>}
    </div>
  )
}
