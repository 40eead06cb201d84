import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Banner } from '../shared/ui'

type Props = {
  id: string
  heading: string
  /** What has just been done here. A new one takes the focus to the heading: what was pressed may be gone. */
  done: Done | null
  children: ComponentChildren
}
export type Done = { words: string }

/** One part of the account page, and what was last done in it. */
export function Section({ id, heading, done, children }: Props) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (done !== null) title.current?.focus()
  }, [done])
  return (
    <section aria-labelledby={id}>
      <h2 class="nhsuk-heading-m wm-account-heading" id={id} ref={title} tabIndex={-1}>{heading}</h2>
      <div role="status">{done !== null && <Banner kind="good">{done.words}</Banner>}</div>
      {children}
    </section>
  )
}
