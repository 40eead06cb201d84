import type { ComponentChildren } from 'preact'

/** The way back, above the heading of a page. */
export function BackLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <p class="wm-back-link">
      <a class="nhsuk-back-link" href={href}>{children}</a>
    </p>
  )
}
