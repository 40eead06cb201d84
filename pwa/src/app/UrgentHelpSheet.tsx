import type { RefObject } from 'preact'
import { Button, CrisisContacts } from '../shared/ui'
import { words } from './words'

/** Whom to ring now, over whatever page is open, so that nothing on it is lost. */
export function UrgentHelpSheet({ sheet }: { sheet: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog class="wm-sheet" ref={sheet} aria-labelledby="urgent-help-heading">
      <h2 class="nhsuk-heading-m" id="urgent-help-heading">{words.urgentHeading}</h2>
      <p>{words.urgentIntro}</p>
      <CrisisContacts />
      <Button kind="secondary" onClick={() => sheet.current?.close()}>{words.urgentClose}</Button>
    </dialog>
  )
}
