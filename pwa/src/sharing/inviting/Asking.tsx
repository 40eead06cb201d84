import { AsksFields } from '../AsksFields'
import { words as shared } from '../terms-words'
import type { StepProps } from './draft'
import { StepPage } from './StepPage'

/** Please do, please don't: nothing has to be written. */
export function Asking({ draft, change, caption, onNext, onBack }: StepProps) {
  return (
    <StepPage key="asks" title={shared.asksTitle(draft.name)} caption={caption} onSend={onNext} onBack={onBack}>
      <p>{shared.asksHint}</p>
      <AsksFields asks={draft.asks} onChange={(asks) => change({ asks })} />
    </StepPage>
  )
}
