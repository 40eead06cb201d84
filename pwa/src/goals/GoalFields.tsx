import type { Goal, GoalArea } from '../shared/api-types'
import { Details, Radios, Select, TextArea, TextInput } from '../shared/ui'
import { words } from './words'

export type Fields = { words: string; why: string; area: string; helper: string; target_on: string; is_private: boolean }
export const noFields: Fields = { words: '', why: '', area: '', helper: '', target_on: '', is_private: false }

export function fieldsOf({ words: said, why, area, helper, target_on, is_private }: Goal): Fields {
  return { words: said, why, area: area ?? '', helper, target_on: target_on ?? '', is_private }
}

/** As the service takes them: nothing chosen is null. */
export function written({ words: said, why, area, helper, target_on, is_private }: Fields) {
  return { words: said.trim(), why: why.trim(), area: area || null, helper: helper.trim(), target_on: target_on || null, is_private }
}

type Part = {
  value: Fields
  onChange: (some: Partial<Fields>) => void
  /** Words for a field that is wrong, by its name. */
  errorOf: (name: keyof Fields) => string | undefined
}

export function WordsField({ value, onChange, errorOf }: Part) {
  return (
    <TextArea
      name="goal-words" label={words.wordsLabel} hint={words.wordsHint} isLargeLabel rows={3}
      value={value.words} onInput={(said) => onChange({ words: said })} error={errorOf('words')}
    />
  )
}

export function WhyField({ value, onChange, errorOf }: Part) {
  return <TextArea name="goal-why" label={words.why} rows={3} value={value.why} onInput={(why) => onChange({ why })} error={errorOf('why')} />
}

/** What only some want to say: folded away. */
export function MoreFields({ value, onChange, errorOf, areas }: Part & { areas: readonly GoalArea[] }) {
  const options = [{ value: '', label: words.noArea }, ...areas.map(({ key, title }) => ({ value: key, label: title }))]
  return (
    <Details summary={words.more}>
      <Select name="goal-area" label={words.area} value={value.area} onChange={(area) => onChange({ area })} options={options} error={errorOf('area')} />
      <TextInput name="goal-helper" label={words.helper} hint={words.helperHint} value={value.helper} onInput={(helper) => onChange({ helper })} error={errorOf('helper')} />
      <TextInput
        name="goal-target" type="date" width={10} label={words.target} hint={words.targetHint}
        value={value.target_on} onInput={(target_on) => onChange({ target_on })} error={errorOf('target_on')}
      />
    </Details>
  )
}

export function WhoSeesField({ value, onChange }: Pick<Part, 'value' | 'onChange'>) {
  return (
    <Radios
      name="goal-sees" legend={words.whoSees} value={value.is_private ? 'only_me' : 'shared'}
      onChange={(sees) => onChange({ is_private: sees === 'only_me' })}
      options={[{ value: 'shared', label: words.sees.shared }, { value: 'only_me', label: words.sees.only_me }]}
    />
  )
}
