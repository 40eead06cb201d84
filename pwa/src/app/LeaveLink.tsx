import { leave, neutralPlace } from './leave'
import { words } from './words'

/** The quick way out. In the header of each page, and in each dialog, which covers that one. */
export function LeaveLink() {
  const leaveNow = (event: Event) => {
    // The router listens on the window: this click is ours.
    event.preventDefault()
    event.stopPropagation()
    leave()
  }
  return <a class="wm-header__leave" href={neutralPlace} rel="noreferrer" aria-label={words.leaveLabel} onClick={leaveNow}>{words.leave}</a>
}
