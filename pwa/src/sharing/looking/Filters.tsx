import { Checkbox, Details, Select } from '../../shared/ui'
import type { Filter } from './api'
import { words } from './words'

type Props = { filter: Filter; people: readonly { id: string; name: string }[]; onChange: (filter: Filter) => void }

const sections = Object.entries(words.sections).map(([value, label]) => ({ value, label }))

/** Narrowing the list to somebody or to a part of the record. */
export function Filters({ filter, people, onChange }: Props) {
  const everybody = [{ value: '', label: words.everybody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]
  return (
    <Details summary={words.choose}>
      <Select name="who" label={words.who} value={filter.who} onChange={(who) => onChange({ ...filter, who })} options={everybody} />
      <Select
        name="section"
        label={words.section}
        value={filter.section}
        onChange={(section) => onChange({ ...filter, section })}
        options={[{ value: '', label: words.everything }, ...sections]}
      />
      <Checkbox name="own" label={words.own} hint={words.ownHint} isChecked={filter.own} onChange={(own) => onChange({ ...filter, own })} />
    </Details>
  )
}
