import type { RefObject } from 'preact'
import { Button, CrisisContacts } from '../shared/ui'
import { LeaveLink } from './LeaveLink'
import { UseMyPlan } from './UseMyPlan'
import { words } from './words'

type Props = { sheet: RefObject<HTMLDialogElement | null>; heading: RefObject<HTMLHeadingElement | null>; hasList: boolean }

/** Whom to ring now, over whatever page is open, so that nothing on it is lost. */
export function UrgentHelpSheet({ sheet, heading, hasList }: Props) {
  const close = () => sheet.current?.close()
  return (
    <dialog class="wm-sheet" ref={sheet} aria-labelledby="urgent-help-heading">
      <div class="wm-sheet__top">
        <h2 class="nhsuk-heading-m wm-sheet__heading" id="urgent-help-heading" tabIndex={-1} ref={heading}>{words.urgentHeading}</h2>
        <div class="wm-sheet__ways">
          <Button kind="quiet" onClick={close}>{words.urgentClose}</Button>
          <LeaveLink />
        </div>
      </div>
      <p>{words.urgentIntro}</p>
      <UseMyPlan onOpen={close} />
      {hasList && <CrisisContacts />}
    </dialog>
  )
}
