import type { ComponentChildren } from 'preact'
import { words } from '../words'

/** Something that must not be missed, though it is no emergency. */
export function WarningCallout({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <div class="wm-callout">
      <h2 class="wm-callout__heading"><span class="nhsuk-u-visually-hidden">{words.warningPrefix}</span>{heading}</h2>
      {children}
    </div>
  )
}
