import { useEffect, useRef } from 'preact/hooks'
import { me } from '../shared/session'
import { Button, ButtonGroup } from '../shared/ui'
import { EndWarning } from './EndWarning'
import { checkIdleness, idleness, needsCheck, needsTouch, noteActivity, stay } from './idle'
import { keepBegun } from './keep-drafts'
import { LeaveLink } from './LeaveLink'
import { checkSession, signOut, touchSession } from './session'
import { checkSessionEnd } from './session-end'
import { WhatIsKept } from './WhatIsKept'
import { words } from './words'

const lookEvery = 15_000
const signsOfLife = ['pointerdown', 'keydown'] as const

/** Warns before, and signs out after, half an hour in which nobody did anything, and twelve hours whatever anybody did. */
export function IdleWatch() {
  useEffect(() => {
    stay()
    const onLife = () => noteActivity()
    for (const sign of signsOfLife) addEventListener(sign, onLife, { passive: true })
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, lookEvery)
    return () => {
      for (const sign of signsOfLife) removeEventListener(sign, onLife)
      document.removeEventListener('visibilitychange', look)
      clearInterval(timer)
    }
  }, [])
  return idleness.value === 'warned' ? <IdleWarning /> : <EndWarning />
}

function look(): void {
  const someone = me.value
  if (someone === null) return
  const idle = checkIdleness()
  const end = checkSessionEnd(someone)
  if (idle === 'over') void signOut('idle')
  else if (end === 'over') void keepBegun().then(() => (me.value === null ? undefined : signOut('ended')))
  else {
    if (idle === 'warned' || end === 'near') void keepBegun()
    if (needsTouch()) void touchSession()
    else if (!document.hidden && needsCheck()) void checkSession()
  }
}

function IdleWarning() {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => box.current?.showModal(), [])
  const goOn = () => {
    stay()
    void touchSession()
  }
  return (
    <dialog class="wm-sheet" ref={box} role="alertdialog" aria-labelledby="idle-heading" aria-describedby="idle-words" onClose={goOn}>
      <h2 class="nhsuk-heading-m" id="idle-heading">{words.idleHeading}</h2>
      <div id="idle-words">
        <p>{words.idleBody}</p>
        <WhatIsKept />
      </div>
      <ButtonGroup>
        <Button onClick={goOn}>{words.idleStay}</Button>
        <Button kind="secondary" onClick={() => void signOut('left')}>{words.idleSignOut}</Button>
        <LeaveLink />
      </ButtonGroup>
    </dialog>
  )
}
