import type { ComponentChildren } from 'preact'

/** Buttons and links that belong together: in a row where there is room, below each other on a phone. */
export function ButtonGroup({ children }: { children: ComponentChildren }) {
  return <div class="wm-button-group">{children}</div>
}
