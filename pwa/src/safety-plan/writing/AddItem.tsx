import { newId } from '../../shared/ids'
import { Button, Form } from '../../shared/ui'
import { focusOn } from './focus'
import { ideasFor } from './ideas'
import { ItemFields } from './ItemFields'
import { fieldKey, newItem } from './rules'
import type { GroupProps } from './use-section'
import { words } from './words'

/** A field for something new. What stands in it is saved too, whether or not it was added before. */
export function AddItem({ writing, group }: GroupProps) {
  const key = fieldKey(group)
  const { label } = ideasFor(writing.heading, group)
  const item = writing.adding[key] ?? newItem(key, group)
  const change = (some: Partial<typeof item>) => {
    const id = item.id === key ? newId() : item.id
    writing.change({ adding: { ...writing.adding, [key]: { ...item, ...some, id } } })
  }
  const add = () => {
    const said = { ...item, words: item.words.trim() }
    focusOn(`words-${key}`)
    if (!writing.check(said)) return
    writing.change({ items: [...writing.items, said], adding: { ...writing.adding, [key]: undefined } })
    writing.say(words.added)
  }
  return (
    <Form onSend={add} label={words.addLabel(label)}>
      <ItemFields writing={writing} item={item} label={label} name={key} onChange={change} />
      <Button type="submit" kind="secondary" label={words.addLabel(label)}>{words.add}</Button>
    </Form>
  )
}
