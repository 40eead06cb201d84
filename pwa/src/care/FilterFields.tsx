import { ChoiceButtons, TextInput } from '../shared/ui'
import type { Shown } from './rules'
import { words } from './words'

export type Filter = { shown: Shown; name: string }
type Props = { value: Filter; onChange: (filter: Filter) => void }

/** Everybody or only those with something to do, and by name. */
export function FilterFields({ value, onChange }: Props) {
  const options = (['all', 'due'] as const).map((shown) => ({ value: shown, label: words.filter[shown] }))
  return (
    <div class="wm-filter">
      <ChoiceButtons name="caseload-shown" legend={words.filterLegend} isRow value={value.shown} onChange={(shown) => onChange({ ...value, shown })} options={options} />
      <TextInput name="caseload-name" type="search" label={words.findByName} width={20} value={value.name} onInput={(name) => onChange({ ...value, name })} />
    </div>
  )
}
