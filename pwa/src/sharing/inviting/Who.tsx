import { useState } from 'preact/hooks'
import type { Relation } from '../../shared/api-types'
import { Radios, TextInput, type FormError } from '../../shared/ui'
import type { Draft, StepProps } from './draft'
import { StepPage } from './StepPage'
import { words } from './words'

const relations = (Object.keys(words.relations) as Relation[]).map((value) => ({ value, label: words.relations[value] }))

/** What they are called, and who they are to her. */
export function Who({ draft, change, caption, onNext, onBack }: StepProps) {
  const [errors, setErrors] = useState<FormError[]>([])
  const goOn = () => {
    const gaps = gapsIn(draft)
    setErrors(gaps)
    if (gaps.length > 0) return
    change({ name: draft.name.trim() })
    onNext()
  }
  const errorAt = (field: string) => errors.find((one) => one.field === field)?.words
  return (
    <StepPage key="who" title={words.whoTitle} caption={caption} errors={errors} onSend={goOn} onBack={onBack}>
      <TextInput name="name" label={words.name} hint={words.nameHint} value={draft.name} onInput={(name) => change({ name })} maxLength={80} error={errorAt('name')} />
      <Radios name="relation" legend={words.relation} value={draft.relation} onChange={(relation) => change({ relation })} options={relations} error={errorAt('relation')} />
    </StepPage>
  )
}

function gapsIn({ name, relation }: Draft): FormError[] {
  return [
    ...(name.trim() === '' ? [{ field: 'name', words: words.nameMissing }] : []),
    ...(relation === null ? [{ field: 'relation', words: words.relationMissing }] : []),
  ]
}
