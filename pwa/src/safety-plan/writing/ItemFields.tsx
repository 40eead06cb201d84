import type { PlanItem } from '../../shared/api-types'
import { Checkbox, TextArea, TextInput } from '../../shared/ui'
import { hasPhones } from '../sections'
import { limits, type Problem } from './rules'
import type { Writing } from './use-section'
import { words } from './words'

type Props = {
  writing: Writing
  item: PlanItem
  label: string
  /** The end of the fields' names. */
  name: string
  onChange: (some: Partial<PlanItem>) => void
}

/** Her words; for people and services a number too, and whether it takes texts. */
export function ItemFields({ writing, item, label, name, onChange }: Props) {
  const errorOf = (field: Problem['field']) => writing.problems.find((problem) => problem.id === item.id && problem.field === field)?.words
  const own = { label, value: item.words, onInput: (said: string) => onChange({ words: said }), error: errorOf('words') }
  if (!hasPhones(writing.heading)) return <TextArea name={`words-${name}`} {...own} rows={2} limit={limits.words} />
  return (
    <>
      <TextInput name={`words-${name}`} {...own} />
      <TextInput
        name={`phone-${name}`} label={words.phone} value={item.phone ?? ''} type="tel" inputMode="tel" width={20} error={errorOf('phone')}
        onInput={(phone) => onChange({ phone: phone === '' ? null : phone })}
      />
      {item.phone !== null && (
        <Checkbox name={`text-${name}`} label={words.mayText} isChecked={item.may_text} onChange={(mayText) => onChange({ may_text: mayText })} />
      )}
      <TextInput name={`note-${name}`} label={words.note} hint={words.noteHint} value={item.note} onInput={(note) => onChange({ note })} error={errorOf('note')} />
    </>
  )
}
