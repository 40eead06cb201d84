import { useRef } from 'preact/hooks'
import { leave, neutralPlace } from './leave'
import { Mark } from './Mark'
import { UrgentHelpSheet } from './UrgentHelpSheet'
import { words } from './words'

/** The same on every page: our name, urgent help, and the quick way out. */
export function Header() {
  const sheet = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const openSheet = (event: Event) => {
    // The router listens on the window: this click is ours, so that a form below keeps its words.
    event.preventDefault()
    event.stopPropagation()
    sheet.current?.showModal()
    heading.current?.focus()
  }
  const leaveNow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
    leave()
  }
  return (
    <header class="wm-header">
      <div class="wm-header__inner">
        <a class="wm-header__name" href="/"><Mark /> <span>{words.serviceName}</span></a>
        <div class="wm-header__ways">
          <a class="wm-header__urgent" href="/urgent-help" aria-haspopup="dialog" onClick={openSheet}>{words.urgentHelp}</a>
          <a class="wm-header__leave" href={neutralPlace} rel="noreferrer" aria-label={words.leaveLabel} onClick={leaveNow}>{words.leave}</a>
        </div>
      </div>
      <UrgentHelpSheet sheet={sheet} heading={heading} />
    </header>
  )
}
