import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { nameWindow } from '../look'
import { words } from '../words'
import { BackLink } from './BackLink'

type Props = {
  /** The heading of the page and the start of the window's title. */
  title: string
  /** The start of the window's title where it differs from the heading. */
  windowTitle?: string
  /** A smaller line above the heading. */
  caption?: string
  /** Where "Back" leads. */
  back?: { href: string; words?: string }
  /** 'wide' for lists of workers; forms and words stay at reading width. */
  width?: 'reading' | 'wide'
  /** Keep the heading for screen readers only; for the few pages that begin with something larger. */
  hideHeading?: boolean
  children: ComponentChildren
}

let isFirstPage = true

/** For tests: the next page counts as the first of the visit again. */
export function forgetPages(): void {
  isFirstPage = true
}

/**
 * One page: a heading, a title for the window, and its content.
 *
 * After a navigation the focus moves to the heading, so that a screen reader begins there; the first
 * page of a visit leaves the focus alone.
 */
export function Page({ title, windowTitle = title, caption, back, width = 'reading', hideHeading = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    nameWindow(windowTitle)
  }, [windowTitle])
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true })
    isFirstPage = false
  }, [])

  return (
    <div class={width === 'wide' ? 'wm-page wm-page--wide' : 'wm-page'}>
      {back && <BackLink href={back.href}>{back.words ?? words.back}</BackLink>}
      <h1 class={hideHeading ? 'nhsuk-u-visually-hidden' : 'nhsuk-heading-l wm-page__heading'} tabIndex={-1} ref={heading}>
        {caption !== undefined && <span class="nhsuk-caption-l">{caption} </span>}
        {title}
      </h1>
      {children}
    </div>
  )
}
