import { useState } from 'preact/hooks'
import { ApiError } from '../../shared/api'
import type { Id, PlanItem, SafetyPlan } from '../../shared/api-types'
import { refreshKept } from '../../shared/device/kept'
import { newId } from '../../shared/ids'
import { useUnsavedWork } from '../../shared/unsaved'
import { Banner, Button, ButtonGroup, Checkbox, ErrorSummary, Failed, Fieldset, Form, LinkButton, Radios, TextArea } from '../../shared/ui'
import { useRetryId } from '../../shared/use-retry-id'
import { useSending } from '../../shared/use-sending'
import { putSave } from '../api'
import { saveOf, stillThere, targetOptions, type Target } from './afterwards'
import { words } from './words'

const mostLetters = 2_000
const wasChanged = (error: unknown) => error instanceof ApiError && error.code === 'safety_plan.changed'

type Props = {
  plan: SafetyPlan
  marked: readonly Id[]
  /** The plan is newer than what is shown: ask for it again. */
  onChanged: () => Promise<void>
  onForget: () => Promise<void>
  onDone: (plan: SafetyPlan) => Promise<void>
}

export function AfterwardsForm({ plan, marked, onChanged, onForget, onDone }: Props) {
  const [left, setLeft] = useState<readonly Id[]>([])
  const [more, setMore] = useState('')
  const [target, setTarget] = useState<Target>('myself.')
  const [newItemId] = useState(newId)
  const [isEmpty, setIsEmpty] = useState(false)
  const [isForgotten, setIsForgotten] = useState(false)
  const sending = useSending()
  const saveId = useRetryId()
  useUnsavedWork(more !== '')

  const items = stillThere(plan, marked)
  const chosen = items.map(({ id }) => id).filter((id) => !left.includes(id))
  const added = more.trim() === '' ? null : { id: newItemId, words: more, target }
  const save = () => {
    setIsEmpty(chosen.length === 0 && added === null)
    if (chosen.length > 0 || added !== null) void sending.send(sendIt)
  }
  const sendIt = async () => {
    const what = saveOf(plan, chosen, added)
    if (what === null) { await onDone(plan); return }
    const newest = await putSave(saveId.of(what), what).catch(async (refusal: unknown) => {
      if (wasChanged(refusal)) await onChanged()
      throw refusal
    })
    void refreshKept()
    await onDone(newest)
  }
  const forget = async () => {
    await onForget()
    setIsForgotten(true)
  }
  const mark = (id: Id, isChosen: boolean) => setLeft(isChosen ? left.filter((one) => one !== id) : [...left, id])
  return (
    <Form onSend={save}>
      {isEmpty && <ErrorSummary errors={[{ field: items[0]?.id ?? 'more', words: words.afterNothing }]} />}
      <Trouble error={sending.error} />
      {isForgotten && <Banner><p>{words.afterForgotten}</p></Banner>}
      {items.length > 0 && <Marked items={items} chosen={chosen} onMark={mark} />}
      <TextArea name="more" label={words.afterMore} hint={words.afterMoreHint} value={more} onInput={setMore} rows={3} limit={mostLetters} isLargeLabel />
      {added !== null && <Radios name="target" legend={words.afterWhere} value={target} onChange={setTarget} options={targetOptions} />}
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.afterSaving}>{words.afterSave}</Button>
        <LinkButton href="/my-plan" kind="secondary">{words.afterNotNow}</LinkButton>
        {items.length > 0 && <Button kind="quiet" onClick={() => void forget()}>{words.afterForget}</Button>}
      </ButtonGroup>
    </Form>
  )
}

function Marked({ items, chosen, onMark }: { items: readonly PlanItem[]; chosen: readonly Id[]; onMark: (id: Id, isChosen: boolean) => void }) {
  return (
    <Fieldset name="marked" legend={words.afterMarked} hint={words.afterMarkedHint} isLargeLegend>
      {items.map(({ id, words: said }) => (
        <Checkbox key={id} name={id} label={said} isChecked={chosen.includes(id)} onChange={(isChosen) => onMark(id, isChosen)} />
      ))}
    </Fieldset>
  )
}

/** A plan that was changed elsewhere is no failure: the newest is shown, and she decides again. */
function Trouble({ error }: { error: unknown }) {
  if (error === null) return null
  if (wasChanged(error)) return <Banner><p>{words.afterChanged}</p></Banner>
  return <Failed what={words.afterSaveWhat} error={error} safe={words.afterSafe} />
}
