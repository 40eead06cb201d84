import { useState } from 'preact/hooks'
import type { SectionChoice } from '../shared/api-types'
import { ApiError } from '../shared/api'
import { Button, ChoiceButtons, Radios, wordsFor } from '../shared/ui'
import { decide, type Decision } from './api'
import { useSending } from '../shared/use-sending'
import { words } from './words'

type Answer = 'yes' | 'no'
type Props = {
  choice: SectionChoice
  wording: string
  onSaved?: (choice: SectionChoice) => void
  /** The words on the page are not the present ones: they have to be fetched and read again. */
  onStale: () => void
}

const options = [{ value: 'yes', label: words.yes }, { value: 'no', label: words.no }] as const
const depths = [{ value: 'see', label: words.seeOnly }, { value: 'add', label: words.seeAndAdd }] as const

/** Yes or no for one section, saved at once. What is shown as chosen is what the service has, or is being told now. */
export function SectionQuestion({ choice, wording, onSaved, onStale }: Props) {
  const [kept, setKept] = useState(choice)
  const [wanted, setWanted] = useState<Decision | null>(null)
  const { isSending, error, send } = useSending()

  const save = (decision: Decision) => {
    setWanted(decision)
    void send(async () => {
      const saved = await decide(choice.section, decision, wording).catch((refusal: unknown) => {
        if (refusal instanceof ApiError && refusal.code === 'sharing.other_wording') onStale()
        throw refusal
      })
      setKept(saved)
      onSaved?.(saved)
    })
  }
  const shown = isSending && wanted !== null ? wanted : kept
  const answer = isSending ? answerOf(shown.is_shared) : kept.decided_at === null ? null : answerOf(kept.is_shared)
  return (
    <div class="wm-section">
      <ChoiceButtons
        name={`section-${choice.section}`}
        legend={choice.title}
        hint={choice.explains}
        value={answer}
        onChange={(now) => save({ is_shared: now === 'yes', may_add: false })}
        options={options}
        isRow
        isLargeLegend
      />
      {answer === 'yes' && (
        <Radios
          name={`add-${choice.section}`}
          legend={words.mayTheyAdd}
          value={shown.may_add ? 'add' : 'see'}
          onChange={(now) => save({ is_shared: true, may_add: now === 'add' })}
          options={depths}
        />
      )}
      <div class="wm-section__said" role="status">{say(kept, isSending, error, wanted)}</div>
      {error !== null && wanted !== null && !isSending && <Button kind="quiet" onClick={() => save(wanted)}>{words.tryAgain}</Button>}
    </div>
  )
}

const answerOf = (isShared: boolean): Answer => (isShared ? 'yes' : 'no')

/** Nothing is said about a choice made on another day: the buttons show it. */
function say(kept: SectionChoice, isSending: boolean, error: unknown, wanted: Decision | null): string {
  if (isSending) return words.saving
  if (error !== null) return words.notSaved(wordsFor(error))
  if (kept.decided_at === null) return words.undecided
  if (wanted === null) return ''
  if (!kept.is_shared) return words.savedNo
  return kept.may_add ? words.savedAdd : words.savedYes
}
