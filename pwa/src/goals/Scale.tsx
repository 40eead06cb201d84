import { describedBy, FormGroup, HintAndError } from '../shared/ui/FormGroup'
import { words } from './words'

type Props = { name: string; legend: string; value: number | null; onChange: (value: number) => void; error: string | undefined }

const numbers = [...Array(11).keys()]

/** 0 to 10 as large buttons, all alike, with words at both ends. */
export function Scale({ name, legend, value, onChange, error }: Props) {
  return (
    <FormGroup error={error}>
      <fieldset class="nhsuk-fieldset" aria-describedby={describedBy({ name, error })}>
        <legend class="nhsuk-fieldset__legend">{legend}</legend>
        <HintAndError name={name} error={error} />
        <p class="wm-near__end">{words.nearLow}</p>
        <div class="wm-near">
          {numbers.map((number) => (
            <label key={number} class="wm-near__one">
              <input
                class="wm-near__input" type="radio" name={name} id={number === 0 ? name : `${name}-${number}`} value={number}
                checked={value === number} onChange={() => onChange(number)} aria-label={sayNumber(number)}
              />
              <span class="wm-near__face">{number}</span>
            </label>
          ))}
        </div>
        <p class="wm-near__end wm-near__end--high">{words.nearHigh}</p>
      </fieldset>
    </FormGroup>
  )
}

/** The ends are said with their words. */
function sayNumber(number: number): string {
  if (number === 0) return words.nearLow
  return number === 10 ? words.nearHigh : String(number)
}
