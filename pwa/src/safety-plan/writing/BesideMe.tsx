import { useState } from 'preact/hooks'
import { useMe } from '../../shared/session'
import { useResource } from '../../shared/use-resource'
import { Button, Radios } from '../../shared/ui'
import { readCompanions } from '../api'
import { besideNow, setBeside } from './beside'
import { words } from './words'

/** With whom she writes: asked once a visit, and only where there is somebody who could. */
export function BesideMe() {
  const me = useMe()
  // Writing goes on without it.
  const companions = useResource(() => readCompanions().catch(() => []))
  const [isOpen, setIsOpen] = useState(false)
  const beside = besideNow(me)
  const people = companions.value ?? []
  if (people.length === 0) return null
  if (!isOpen) {
    return (
      <p class="wm-write-beside">
        {beside === null ? words.besideAlone : words.besideWith(beside.name)}{' '}
        <Button kind="quiet" onClick={() => setIsOpen(true)}>{beside === null ? words.besideAsk : words.besideChange}</Button>
      </p>
    )
  }
  return (
    <Radios
      name="beside" legend={words.besideLegend} hint={words.besideHint} value={beside?.account_id ?? 'nobody'}
      onChange={(id) => setBeside(me, people.find(({ account_id }) => account_id === id) ?? null)}
      options={[{ value: 'nobody', label: words.besideNobody }, ...people.map(({ account_id: value, name: label }) => ({ value, label }))]}
    />
  )
}
