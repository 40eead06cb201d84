import { ChoiceButtons, Select, TextArea, TextInput } from '../shared/ui'
import type { AskDraft } from './ask-draft'
import { FromPlan } from './FromPlan'
import { longestWords } from './limits'
import { optionsOf } from './options'
import { words } from './words'

type Props = {
  value: AskDraft
  onChange: (some: Partial<AskDraft>) => void
  errorOf: (field: string) => string | undefined
}

export function AskFields({ value, onChange, errorOf }: Props) {
  const { ask } = words
  return (
    <>
      <TextArea
        name="words" label={ask.what} hint={ask.whatHint} isLargeLabel limit={longestWords}
        value={value.words} onInput={(said) => onChange({ words: said })} error={errorOf('words')}
      />
      <FromPlan said={value.words} onChange={(said) => onChange({ words: said })} />
      <ChoiceButtons
        name="wants_to_hear" legend={ask.when} isLargeLegend isRow options={optionsOf(words.wantsToHear)}
        value={value.wants_to_hear} onChange={(wants_to_hear) => onChange({ wants_to_hear })}
      />
      <ChoiceButtons
        name="reach_by" legend={ask.how} isLargeLegend isRow options={optionsOf(words.reachBy)}
        value={value.reach_by} onChange={(reach_by) => onChange({ reach_by })}
      />
      {value.reach_by !== 'see' && (
        <TextInput
          name="reach_on" label={ask.number} hint={ask.numberHint} type="tel" autocomplete="tel" width={20} maxLength={100}
          value={value.reach_on} onInput={(reach_on) => onChange({ reach_on })} error={errorOf('reach_on')}
        />
      )}
      <Select
        name="best_time" label={ask.best} options={optionsOf(words.bestTime)}
        value={value.best_time} onChange={(best_time) => onChange({ best_time: best_time as AskDraft['best_time'] })}
      />
    </>
  )
}
