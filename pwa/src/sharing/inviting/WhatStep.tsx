import { allSections, SectionPicker } from '../SectionPicker'
import type { StepProps } from './draft'
import { StepPage } from './StepPage'
import { words } from './words'

/** What they may see; it may be nothing. */
export function WhatStep({ draft, change, caption, onNext, onBack }: StepProps) {
  return (
    <StepPage key="sections" title={words.sectionsTitle(draft.name)} caption={caption} onSend={onNext} onBack={onBack}>
      <SectionPicker name={draft.name} sections={allSections} choice={draft.choice} onChange={(choice) => change({ choice })} />
    </StepPage>
  )
}
