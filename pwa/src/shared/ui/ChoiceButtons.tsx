import { describedBy, FormGroup, HintAndError } from './FormGroup'
import type { Option, RadiosProps } from './Radios'

type Props<Value extends string> = RadiosProps<Value> & {
  /** Side by side where there is room; below each other otherwise. */
  isRow?: boolean
}

/** Radios as large buttons, easy to hit with a thumb: for two to four short choices. */
export function ChoiceButtons<Value extends string>(props: Props<Value>) {
  const { name, legend, options, isLargeLegend = false, isRow = false, error } = props
  return (
    <FormGroup error={error}>
      <fieldset class="nhsuk-fieldset" aria-describedby={describedBy(props)}>
        <legend class={isLargeLegend ? 'nhsuk-fieldset__legend nhsuk-fieldset__legend--m' : 'nhsuk-fieldset__legend'}>{legend}</legend>
        <HintAndError {...props} />
        <div class={isRow ? 'wm-choices wm-choices--row' : 'wm-choices'}>
          {options.map((option, index) => (
            <Choice key={option.value} {...props} option={option} id={index === 0 ? name : `${name}-${option.value}`} />
          ))}
        </div>
      </fieldset>
    </FormGroup>
  )
}

type ChoiceProps<Value extends string> = RadiosProps<Value> & { option: Option<Value>; id: string }

function Choice<Value extends string>({ name, value, onChange, option, id }: ChoiceProps<Value>) {
  return (
    <label class="wm-choice" for={id}>
      <input
        class="wm-choice__input"
        type="radio"
        id={id}
        name={name}
        value={option.value}
        checked={value === option.value}
        onChange={() => onChange(option.value)}
      />
      <span class="wm-choice__face">
        {option.label}
        {option.hint !== undefined && <span class="wm-choice__hint">{option.hint}</span>}
      </span>
    </label>
  )
}
