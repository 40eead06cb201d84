import { Button, ButtonGroup, Quote } from '../shared/ui'
import { useEffect, useRef } from 'preact/hooks'
import { words } from './words'

type Version = { words: string; why: string }
type Props = { saved: Version; mine: Version; isSending: boolean; onKeepMine: () => void; onKeepSaved: () => void }

/** Two devices have put the goal in other words: both are shown, and she chooses. Nothing is merged. */
export function BothVersions({ saved, mine, isSending, onKeepMine, onKeepSaved }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section>
      <h2 class="nhsuk-heading-m" tabIndex={-1} ref={heading}>{words.bothHeading}</h2>
      <p>{words.bothExplains}</p>
      <Shown heading={words.bothTheirs} version={saved} />
      <Shown heading={words.bothMine} version={mine} />
      <ButtonGroup>
        <Button onClick={onKeepMine} isBusy={isSending} busyWords={words.saving}>{words.bothKeepMine}</Button>
        <Button kind="secondary" onClick={onKeepSaved}>{words.bothKeepTheirs}</Button>
      </ButtonGroup>
    </section>
  )
}

function Shown({ heading, version }: { heading: string; version: Version }) {
  return (
    <>
      <h3 class="nhsuk-heading-s">{heading}</h3>
      <Quote words={version.why === '' ? version.words : `${version.words}\n\n${version.why}`} />
    </>
  )
}
