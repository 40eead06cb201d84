import { useEffect, useRef, useState } from 'preact/hooks'
import type { Id, NamedAccount } from '../shared/api-types'
import { Button, ButtonGroup, Fieldset, Select } from '../shared/ui'
import { rotations as words } from './lead-words'
import { words as common } from './words'

type Props = { value: readonly Id[]; members: readonly NamedAccount[]; error: string | undefined; onChange: (places: Id[]) => void }

/** Who takes turns, in order: moved up and down by buttons, and what happened is said. */
export function Places({ value, members, error, onChange }: Props) {
  const [added, setAdded] = useState('')
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const focusOn = useRef<string | null>(null)
  const nameOf = (id: Id) => members.find(({ account_id: one }) => one === id)?.name ?? common.somebody
  // The button that was pressed has moved with its row: the focus follows it.
  useEffect(() => {
    if (focusOn.current === null) return
    const wanted = focusOn.current
    focusOn.current = null
    const place = list.current?.querySelector<HTMLElement>(`[data-move="${wanted}"] button`) ?? document.getElementById('rotation-places')
    place?.focus()
  }, [value])

  const move = (from: number, to: number) => {
    const next = [...value]
    next.splice(to, 0, ...next.splice(from, 1))
    const isAtEnd = to === 0 || to === value.length - 1
    focusOn.current = `${to}.${(to < from) === isAtEnd ? 'down' : 'up'}`
    setSaid(words.isNow(nameOf(value[from] ?? ''), to + 1, value.length))
    onChange(next)
  }
  const remove = (place: number) => {
    focusOn.current = ''
    setSaid(words.removed(nameOf(value[place] ?? '')))
    onChange(value.filter((_, number) => number !== place))
  }
  const add = () => {
    if (added === '') return
    focusOn.current = ''
    setSaid(words.added(nameOf(added)))
    setAdded('')
    onChange([...value, added])
  }
  return (
    <Fieldset name="rotation-places" legend={words.places} hint={words.placesHint} error={error}>
      {value.length > 0 && (
        <ol class="wm-rota-places" ref={list}>
          {value.map((id, place) => (
            <li key={`${id}${place}`}>
              <span class="wm-rota-places__name">{words.place(place + 1, nameOf(id))}</span>
              <span class="wm-rota-places__ways">
                {place > 0 && <span data-move={`${place}.up`}><Button kind="quiet" onClick={() => move(place, place - 1)} label={words.of(words.up, nameOf(id), place + 1)}>{words.up}</Button></span>}
                {place < value.length - 1 && <span data-move={`${place}.down`}><Button kind="quiet" onClick={() => move(place, place + 1)} label={words.of(words.down, nameOf(id), place + 1)}>{words.down}</Button></span>}
                <Button kind="quiet" onClick={() => remove(place)} label={words.of(words.remove, nameOf(id), place + 1)}>{words.remove}</Button>
              </span>
            </li>
          ))}
        </ol>
      )}
      <p role="status" class="nhsuk-u-visually-hidden">{said}</p>
      <ButtonGroup>
        <Select
          name="rotation-places" label={words.add} value={added} onChange={setAdded}
          options={[{ value: '', label: words.addChoose }, ...members.map(({ account_id: id, name }) => ({ value: id, label: name }))]}
        />
        <Button kind="secondary" onClick={add}>{words.addButton}</Button>
      </ButtonGroup>
    </Fieldset>
  )
}
