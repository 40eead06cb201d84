import type { ComponentChildren } from 'preact'
import { words } from '../words'

type Props = { kind: 'advice' | 'urgent' | 'emergency'; heading: string; children: ComponentChildren }

const classes = {
  advice: 'wm-care-card',
  urgent: 'wm-care-card wm-care-card--urgent',
  emergency: 'wm-care-card wm-care-card--emergency',
}
const prefixes = { advice: words.nonUrgentPrefix, urgent: words.urgentPrefix, emergency: words.emergencyPrefix }

/** Whom to ring now. Only 'emergency' is red. */
export function CareCard({ kind, heading, children }: Props) {
  return (
    <div class={classes[kind]}>
      <h2 class="wm-care-card__heading"><span class="nhsuk-u-visually-hidden">{prefixes[kind]}</span>{heading}</h2>
      <div class="wm-care-card__body">{children}</div>
    </div>
  )
}
