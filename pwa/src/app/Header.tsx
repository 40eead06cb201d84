import { useEffect, useRef, useState } from 'preact/hooks'
import { LeaveLink } from './LeaveLink'
import { Mark, PlainMark } from './Mark'
import { UrgentHelpSheet } from './UrgentHelpSheet'
import { words } from './words'

/** The same on every page: our name, urgent help, and the quick way out. */
export function Header() {
  const sheet = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [hasList, drawList] = useDrawnSoon()
  const openSheet = (event: Event) => {
    // The router listens on the window: this click is ours, so that a form below keeps its words.
    event.preventDefault()
    event.stopPropagation()
    drawList()
    sheet.current?.showModal()
    heading.current?.focus()
  }
  return (
    <header class="wm-header">
      <div class="wm-header__inner">
        <a class="wm-header__name" href="/"><Names /></a>
        <div class="wm-header__ways">
          <a class="wm-header__urgent" href="/urgent-help" aria-haspopup="dialog" onClick={openSheet}>{words.urgentHelp}</a>
          <LeaveLink />
        </div>
      </div>
      <UrgentHelpSheet {...{ sheet, heading, hasList }} />
    </header>
  )
}

/** How long after the start the list in the closed sheet is drawn, in milliseconds. */
const soon = 2_000

/** Working out who is open now costs a slow phone more than its whole first page: it comes after that, or when it is asked for. */
function useDrawnSoon(): [boolean, () => void] {
  const [isDrawn, setIsDrawn] = useState(false)
  const draw = () => setIsDrawn(true)
  useEffect(() => {
    const timer = setTimeout(draw, soon)
    return () => clearTimeout(timer)
  }, [])
  return [isDrawn, draw]
}

/** Both looks are drawn at build time and one of them is shown: the other must not appear for a moment while the app starts. */
function Names() {
  return (
    <>
      <span class="wm-look-own"><Mark /> <span>{words.ownName}</span></span>
      <span class="wm-look-plain"><PlainMark /> <span>{words.plainName}</span></span>
    </>
  )
}
