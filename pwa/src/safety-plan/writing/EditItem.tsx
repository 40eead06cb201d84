import { useEffect } from 'preact/hooks'
import type { PlanItem } from '../../shared/api-types'
import { Button, ButtonGroup, Form } from '../../shared/ui'
import { hasPhones } from '../sections'
import { focusOn } from './focus'
import { ItemFields } from './ItemFields'
import { moved } from './rules'
import type { Writing } from './use-section'
import { words } from './words'

type Props = { writing: Writing; item: PlanItem; place: number; of: number; onDone: () => void; onRemove: () => void }

/** One thing being changed: its words, its place, or out with it. Kept as it is typed; nothing is saved before she says so. */
export function EditItem({ writing, item, place, of, onDone, onRemove }: Props) {
  useEffect(() => document.getElementById(`words-${item.id}`)?.focus(), [item.id])
  const change = (some: Partial<PlanItem>) => writing.change({ items: writing.items.map((one) => (one.id === item.id ? { ...one, ...some } : one)) })
  const move = (by: -1 | 1) => {
    writing.change({ items: moved(writing.items, item.id, by) })
    writing.say(words.moved(place + by + 1, of))
    // At either end the button that was pressed goes away: the other one is next to it.
    const isAtEnd = place + by === 0 || place + by === of - 1
    focusOn(`${isAtEnd === (by === -1) ? 'down' : 'up'}-${item.id}`)
  }
  const done = () => {
    if (writing.check({ ...item, words: item.words.trim() })) onDone()
  }
  return (
    <Form onSend={done} label={words.changeItem(item.words)}>
      <ItemFields writing={writing} item={item} label={hasPhones(writing.heading) ? words.nameLabel : words.saidLabel} name={item.id} onChange={change} />
      <ButtonGroup>
        <Button type="submit" kind="secondary">{words.done}</Button>
        {place > 0 && <MoveButton id={`up-${item.id}`} onClick={() => move(-1)}>{words.up}</MoveButton>}
        {place < of - 1 && <MoveButton id={`down-${item.id}`} onClick={() => move(1)}>{words.down}</MoveButton>}
        <Button kind="quiet" onClick={onRemove}>{words.remove}</Button>
      </ButtonGroup>
    </Form>
  )
}

function MoveButton({ id, onClick, children }: { id: string; onClick: () => void; children: string }) {
  return <button class="nhsuk-button nhsuk-button--secondary-solid" type="button" id={id} onClick={onClick}>{children}</button>
}
