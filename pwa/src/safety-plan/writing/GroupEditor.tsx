import { useState } from 'preact/hooks'
import type { Id, PlanItem } from '../../shared/api-types'
import { ItemWords } from '../ItemList'
import { groupTitles, itemsIn } from '../sections'
import { AddItem } from './AddItem'
import { EditItem } from './EditItem'
import { focusOn } from './focus'
import { Ideas } from './Ideas'
import { Removed } from './Removed'
import type { GroupProps } from './use-section'
import { words } from './words'

/** A half of a section, or all of one that has none: what is in it, a field for something new, ideas. */
export function GroupEditor({ writing, group }: GroupProps) {
  const [open, setOpen] = useState<Id | null>(null)
  const [removed, setRemoved] = useState<{ item: PlanItem; place: number } | null>(null)
  const items = itemsIn(writing.heading, group, writing.items)
  const close = (id: Id) => {
    setOpen(null)
    focusOn(`change-${id}`)
  }
  const remove = (item: PlanItem) => {
    setOpen(null)
    setRemoved({ item, place: writing.items.indexOf(item) })
    writing.change({ items: writing.items.filter(({ id }) => id !== item.id) })
    writing.say(words.removed(item.words))
  }
  const putBack = ({ item, place }: { item: PlanItem; place: number }) => {
    setRemoved(null)
    writing.change({ items: [...writing.items.slice(0, place), item, ...writing.items.slice(place)] })
    writing.say(words.isBack)
    focusOn(`change-${item.id}`)
  }
  // What has a fault opens by itself: its fields say what is wrong.
  const isOpen = (id: Id) => open === id || writing.problems.some((problem) => problem.id === id)
  return (
    <section class="wm-write-group">
      {group !== null && <h2 class="nhsuk-heading-m">{groupTitles[group]}</h2>}
      {items.length > 0 && (
        <ul class="wm-plan-items">
          {items.map((item, place) => (
            <li key={item.id} class="wm-plan-item">
              {isOpen(item.id)
                ? <EditItem writing={writing} item={item} place={place} of={items.length} onDone={() => close(item.id)} onRemove={() => remove(item)} />
                : <Item item={item} onChange={() => setOpen(item.id)} />}
            </li>
          ))}
        </ul>
      )}
      {removed !== null && <Removed item={removed.item} onPutBack={() => putBack(removed)} />}
      <AddItem writing={writing} group={group} />
      <Ideas writing={writing} group={group} />
    </section>
  )
}

function Item({ item, onChange }: { item: PlanItem; onChange: () => void }) {
  return (
    <div class="wm-write-item">
      <div class="wm-write-item__words"><ItemWords item={item} /></div>
      <button class="wm-quiet-button" type="button" id={`change-${item.id}`} onClick={onChange} aria-label={words.changeItem(item.words)}>{words.change}</button>
    </div>
  )
}
