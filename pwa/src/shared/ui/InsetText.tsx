import type { ComponentChildren } from 'preact'

/** Words set apart from those around them. */
export function InsetText({ children }: { children: ComponentChildren }) {
  return <div class="nhsuk-inset-text wm-inset">{children}</div>
}
