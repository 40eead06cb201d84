import type { SectionChoice } from '../shared/api-types'
import { Tag } from '../shared/ui'
import { SectionQuestion } from './SectionQuestion'
import { words } from './words'

type Props = { sections: readonly SectionChoice[]; wording: string; onSaved?: (choice: SectionChoice) => void; onStale: () => void }

/** One question a section; first those that are always so, with the reason. */
export function SectionQuestions({ sections, wording, onSaved, onStale }: Props) {
  return (
    <>
      {sections.filter(({ is_fixed }) => is_fixed).map((choice) => <FixedSection key={choice.section} {...choice} />)}
      {sections.filter(({ is_fixed }) => !is_fixed).map((choice) => (
        <SectionQuestion key={choice.section} choice={choice} wording={wording} onStale={onStale} {...(onSaved === undefined ? {} : { onSaved })} />
      ))}
    </>
  )
}

function FixedSection({ title, explains }: SectionChoice) {
  return (
    <div class="wm-section">
      <h2 class="wm-section__title">{title} <Tag>{words.alwaysShared}</Tag></h2>
      <p>{explains} {words.alwaysSharedWhy}</p>
    </div>
  )
}
