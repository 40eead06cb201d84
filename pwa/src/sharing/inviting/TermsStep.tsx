import { useState } from 'preact/hooks'
import type { FormError } from '../../shared/ui'
import { gapsIn } from '../terms'
import { errorsFor, TermsFields } from '../TermsFields'
import type { StepProps } from './draft'
import { StepPage } from './StepPage'
import { words } from './words'

/** See or add, always or while a request is open, and until when. */
export function TermsStep({ draft, change, caption, onNext, onBack }: StepProps) {
  const [errors, setErrors] = useState<FormError[]>([])
  const goOn = () => {
    const gaps = errorsFor(gapsIn(draft.choice, Date.now()))
    setErrors(gaps)
    if (gaps.length === 0) onNext()
  }
  return (
    <StepPage key="terms" title={words.termsTitle(draft.name)} caption={caption} errors={errors} onSend={goOn} onBack={onBack}>
      <TermsFields name={draft.name} choice={draft.choice} onChange={(choice) => change({ choice })} errors={errors} />
    </StepPage>
  )
}
