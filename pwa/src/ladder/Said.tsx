import { WarningCallout } from '../shared/ui'
import { words } from './words'

/** A ladder in sentences, in order, and what its lead should look at. */
export function Said({ preview, warnings }: { preview: readonly string[]; warnings: readonly string[] }) {
  return (
    <>
      <ol class="wm-ladder__said">{preview.map((sentence) => <li key={sentence}>{sentence}</li>)}</ol>
      {warnings.length > 0 && (
        <WarningCallout heading={words.warnings}>
          <ul class="nhsuk-list nhsuk-list--bullet">{warnings.map((one) => <li key={one}>{one}</li>)}</ul>
        </WarningCallout>
      )}
    </>
  )
}
