import { useEffect, useRef } from 'preact/hooks'
import { Button, ButtonGroup } from '../shared/ui'
import { checkIdleness, idleness, needsCheck, needsTouch, noteActivity, stay } from './idle'
import { LeaveLink } from './LeaveLink'
import { checkSession, signOut, touchSession } from './session'
import { words } from './words'

const lookEvery = 15_000
const signsOfLife = ['pointerdown', 'keydown'] as const

/** Warns before, and signs out after, half an hour in which nobody did anything. */
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
  return idleness.value === 'warned' ? <IdleWarning /> : null
}

function look(): void {
  if (checkIdleness() === 'over') void signOut('idle')
  else if (needsTouch()) void touchSession()
  else if (!document.hidden && needsCheck()) void checkSession()
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
      <p id="idle-words">{words.idleBody}</p>
      <ButtonGroup>
        <Button onClick={goOn}>{words.idleStay}</Button>
        <Button kind="secondary" onClick={() => void signOut('left')}>{words.idleSignOut}</Button>
        <LeaveLink />
      </ButtonGroup>
    </dialog>
  )
}
