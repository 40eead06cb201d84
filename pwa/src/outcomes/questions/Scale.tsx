import type { InstrumentItem } from '../../shared/api-types'
import { Select } from '../../shared/ui'
import { hasFaces, sayValue, wordsOf } from '../scale'
import { words } from '../words'
import { Face } from './Face'

type Props = { item: InstrumentItem; value: number | null; onChange: (value: number) => void }

/** More than these would be a long way down with a thumb. */
const mostButtons = 11

/** The answers to choose from: real radios, each as wide as the screen. */
export function Scale(props: Props) {
  const { item: { low, high } } = props
  const values = Array.from({ length: high - low + 1 }, (_, step) => low + step)
  return values.length > mostButtons ? <LongScale {...props} values={values} /> : <ShortScale {...props} values={values} />
}

function ShortScale({ item, value, onChange, values }: Props & { values: readonly number[] }) {
  const isWithFaces = hasFaces(item)
  return (
    <fieldset class="nhsuk-fieldset">
      <legend class="nhsuk-u-visually-hidden">{item.question}</legend>
      <div class="wm-scale">
        {values.map((one) => (
          <label key={one} class="wm-choice">
            <input
              class="wm-choice__input" type="radio" name={`answer-${item.key}`} value={one} aria-label={sayValue(item, one)}
              checked={value === one} onChange={() => onChange(one)}
            />
            <span class="wm-choice__face wm-scale__face">
              <span class="wm-scale__number">{one}</span>
              <span class="wm-scale__words">{wordsOf(item, one)}</span>
              {isWithFaces && <Face value={one} />}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function LongScale({ item, value, onChange, values }: Props & { values: readonly number[] }) {
  const options = [{ value: '', label: '–' }, ...values.map((one) => ({ value: String(one), label: sayValue(item, one) }))]
  return (
    <Select
      name={`answer-${item.key}`} label={words.choose} options={options} value={value === null ? '' : String(value)}
      onChange={(chosen) => chosen !== '' && onChange(Number(chosen))}
    />
  )
}
