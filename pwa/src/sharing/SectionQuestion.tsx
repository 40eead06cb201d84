import { useState } from 'preact/hooks'
import type { SectionChoice } from '../shared/api-types'
import { ApiError } from '../shared/api'
import { Button, ChoiceButtons, wordsFor } from '../shared/ui'
import { decide } from './api'
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

/** Yes or no for one section, saved at once. What is shown as chosen is what the service has, or is being told now. */
export function SectionQuestion({ choice, wording, onSaved, onStale }: Props) {
  const [kept, setKept] = useState(choice)
  const [wanted, setWanted] = useState<Answer | null>(null)
  const { isSending, error, send } = useSending()

  const save = (answer: Answer) => {
    setWanted(answer)
    void send(async () => {
      const saved = await decide(choice.section, answer === 'yes', wording).catch((refusal: unknown) => {
        if (refusal instanceof ApiError && refusal.code === 'sharing.other_wording') onStale()
        throw refusal
      })
      setKept(saved)
      onSaved?.(saved)
    })
  }
  const shown = isSending ? wanted : answerOf(kept)
  return (
    <div class="wm-section">
      <ChoiceButtons
        name={`section-${choice.section}`}
        legend={choice.title}
        hint={choice.explains}
        value={shown}
        onChange={save}
        options={options}
        isRow
        isLargeLegend
      />
      <div class="wm-section__said" role="status">{say(kept, isSending, error, wanted)}</div>
      {error !== null && wanted !== null && !isSending && <Button kind="quiet" onClick={() => save(wanted)}>{words.tryAgain}</Button>}
    </div>
  )
}

function answerOf({ decided_at, is_shared }: SectionChoice): Answer | null {
  if (decided_at === null) return null
  return is_shared ? 'yes' : 'no'
}

/** Nothing is said about a choice made on another day: the buttons show it. */
function say(kept: SectionChoice, isSending: boolean, error: unknown, wanted: Answer | null): string {
  if (isSending) return words.saving
  if (error !== null) return words.notSaved(wordsFor(error))
  if (kept.decided_at === null) return words.undecided
  if (wanted === null) return ''
  return kept.is_shared ? words.savedYes : words.savedNo
}
