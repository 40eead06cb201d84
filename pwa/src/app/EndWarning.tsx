import { useEffect, useRef, useState } from 'preact/hooks'
import { useMe } from '../shared/session'
import { sayClock } from '../shared/times'
import { Button, ButtonGroup } from '../shared/ui'
import { LeaveLink } from './LeaveLink'
import { signOut } from './session'
import { sessionEnd } from './session-end'
import { WhatIsKept } from './WhatIsKept'
import { words } from './words'

/** Twelve hours after the sign-in it ends, whoever is busy: said once, five minutes before. */
export function EndWarning() {
  const { session } = useMe()
  const [seen, setSeen] = useState<string | null>(null)
  if (sessionEnd.value !== 'near' || seen === session.id) return null
  return <Warning endsAt={session.ends_at} onSeen={() => setSeen(session.id)} />
}

function Warning({ endsAt, onSeen }: { endsAt: string; onSeen: () => void }) {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => box.current?.showModal(), [])
  return (
    <dialog class="wm-sheet" ref={box} role="alertdialog" aria-labelledby="end-heading" aria-describedby="end-words" onClose={onSeen}>
      <h2 class="nhsuk-heading-m" id="end-heading">{words.endHeading}</h2>
      <div id="end-words">
        <p>{words.endBody(sayClock(endsAt))}</p>
        <WhatIsKept />
      </div>
      <ButtonGroup>
        <Button onClick={onSeen}>{words.endGoOn}</Button>
        <Button kind="secondary" onClick={() => void signOut('left')}>{words.idleSignOut}</Button>
        <LeaveLink />
      </ButtonGroup>
    </dialog>
  )
}
