import type { ComponentChildren } from 'preact'

/** More for those who want it; closed at first. */
export function Details({ summary, children }: { summary: ComponentChildren; children: ComponentChildren }) {
  return (
    <details class="nhsuk-details">
      <summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">{summary}</span></summary>
      <div class="nhsuk-details__text">{children}</div>
    </details>
  )
}
