import type { PlanAudience } from '../../shared/api-types'
import { ChoiceButtons, TextInput } from '../../shared/ui'
import type { PhotoWords } from './api'
import { words } from './photo-words'

type Props = {
  /** Keeps the fields of several photos apart. */
  name: string
  value: PhotoWords
  onChange: (some: Partial<PhotoWords>) => void
  /** Who sees the section that the photo stands in. */
  audience: PlanAudience
  error?: string | undefined
}

/** What is on a photo, and who sees it. */
export function WhoSees({ name, value, onChange, audience, error }: Props) {
  return (
    <>
      <TextInput name={`${name}-words`} label={words.label} hint={words.hint} value={value.words} error={error} maxLength={500} spellcheck onInput={(said) => onChange({ words: said })} />
      <ChoiceButtons
        name={`${name}-sees`}
        legend={words.whoSees}
        value={value.is_private ? 'mine' : 'shared'}
        onChange={(who) => onChange({ is_private: who === 'mine' })}
        options={[{ value: 'mine', label: words.sees.mine }, { value: 'shared', label: words.sees.shared, hint: hints[audience] }]}
      />
    </>
  )
}

const hints: Record<PlanAudience, string | undefined> = { shared: undefined, team: words.sectionIsTeams, mine: words.sectionIsMine }
