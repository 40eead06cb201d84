import type { RefObject } from 'preact'
import { Button, CrisisContacts } from '../shared/ui'
import { words } from './words'

type Props = { sheet: RefObject<HTMLDialogElement | null>; heading: RefObject<HTMLHeadingElement | null> }

/** Whom to ring now, over whatever page is open, so that nothing on it is lost. */
export function UrgentHelpSheet({ sheet, heading }: Props) {
  return (
    <dialog class="wm-sheet" ref={sheet} aria-labelledby="urgent-help-heading">
      <div class="wm-sheet__top">
        <h2 class="nhsuk-heading-m wm-sheet__heading" id="urgent-help-heading" tabIndex={-1} ref={heading}>{words.urgentHeading}</h2>
        <Button kind="quiet" onClick={() => sheet.current?.close()}>{words.urgentClose}</Button>
      </div>
      <p>{words.urgentIntro}</p>
      <CrisisContacts />
    </dialog>
  )
}
