import { useEffect, useRef } from 'preact/hooks'
import type { NamedAccount, RotationContent } from '../shared/api-types'
import { Button, ButtonGroup } from '../shared/ui'
import { sayRotation } from './rotation'
import { rotations as words } from './lead-words'
import { words as common } from './words'

type Props = {
  saved: RotationContent; mine: RotationContent; members: readonly NamedAccount[]
  isSending: boolean; onKeepMine: () => void; onKeepSaved: () => void
}

/** A colleague has changed the same rotation: both are shown, and the lead chooses. Nothing is merged. */
export function BothRotations({ saved, mine, members, isSending, onKeepMine, onKeepSaved }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section>
      <h2 class="nhsuk-heading-m" tabIndex={-1} ref={heading}>{words.bothHeading}</h2>
      <p>{words.bothExplains}</p>
      {[{ heading: words.bothTheirs, one: saved }, { heading: words.bothMine, one: mine }].map(({ heading: said, one }) => (
        <div key={said}>
          <h3 class="nhsuk-heading-s">{said}</h3>
          <p><strong>{one.name}</strong></p>
          <p>{sayRotation(one, members).join(' ')}</p>
        </div>
      ))}
      <ButtonGroup>
        <Button onClick={onKeepMine} isBusy={isSending} busyWords={common.saving}>{words.keepMine}</Button>
        <Button kind="secondary" onClick={onKeepSaved}>{words.keepTheirs}</Button>
      </ButtonGroup>
    </section>
  )
}
