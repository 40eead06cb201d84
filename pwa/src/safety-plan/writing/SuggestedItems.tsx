import { useState } from 'preact/hooks'
import type { PlanSuggestion, SafetyPlan } from '../../shared/api-types'
import type { Resource } from '../../shared/use-resource'
import { Button, ButtonGroup, Card, Failed } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { declineSuggestion } from '../api'
import { ItemWords } from '../ItemList'
import { groupsOf, groupTitles } from '../sections'
import type { Writing } from './use-section'
import { words } from './words'

type Props = { plan: Resource<SafetyPlan>; known: SafetyPlan; writing: Writing }

/** What others suggest for this section: to put in and change, or to leave, both as easy. They come in while the page is open. */
export function SuggestedItems({ plan, known, writing }: Props) {
  const [isGone, setIsGone] = useState(false)
  const sending = useSending()
  const open = known.suggestions.filter(({ heading, item, is_mine: isMine }) =>
    heading === writing.heading && !isMine && !writing.items.some(({ id }) => id === item.id))
  const decline = ({ id }: PlanSuggestion) => void sending.send(async () => {
    plan.set(await declineSuggestion(id))
    setIsGone(true)
  })
  const take = ({ item }: PlanSuggestion) => {
    const known = groupsOf(writing.heading)
    writing.put({ ...item, group: known.includes(item.group) ? item.group : known[0] ?? null })
    document.getElementById('suggested')?.focus()
  }
  return (
    <div id="suggested" tabIndex={-1} class="wm-write-suggested" aria-live="polite">
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      {isGone && open.length === 0 && <p>{words.declined}</p>}
      {open.map((suggestion) => <Suggestion key={suggestion.id} suggestion={suggestion} isBusy={sending.isSending} onTake={take} onDecline={decline} />)}
    </div>
  )
}

type SuggestionProps = { suggestion: PlanSuggestion; isBusy: boolean; onTake: (one: PlanSuggestion) => void; onDecline: (one: PlanSuggestion) => void }

function Suggestion({ suggestion, isBusy, onTake, onDecline }: SuggestionProps) {
  const { item, by } = suggestion
  return (
    <Card heading={words.takeHeading(by)}>
      {item.group !== null && <p class="wm-plan-facts">{groupTitles[item.group]}</p>}
      <p><ItemWords item={item} /></p>
      <ButtonGroup>
        <Button kind="secondary" onClick={() => onTake(suggestion)} label={words.takeLabel(item.words)}>{words.take}</Button>
        <Button kind="secondary" onClick={() => onDecline(suggestion)} isBusy={isBusy} label={words.declineLabel(item.words)}>{words.decline}</Button>
      </ButtonGroup>
    </Card>
  )
}
