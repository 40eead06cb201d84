import type { ComponentChildren } from 'preact'

export type SummaryRow = { key: string; value: ComponentChildren; action?: ComponentChildren }

/** Facts, one a line: what it is, what it says, and what can be done with it. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="nhsuk-summary-list">
      {rows.map((row) => (
        <div key={row.key} class={row.action === undefined ? 'nhsuk-summary-list__row nhsuk-summary-list__row--no-actions' : 'nhsuk-summary-list__row'}>
          <dt class="nhsuk-summary-list__key">{row.key}</dt>
          <dd class="nhsuk-summary-list__value">{row.value}</dd>
          {row.action !== undefined && <dd class="nhsuk-summary-list__actions">{row.action}</dd>}
        </div>
      ))}
    </dl>
  )
}
