import type { SectionName } from '../shared/api-types'
import { Checkbox, Fieldset } from '../shared/ui'
import { toggle, type Choice } from './terms'
import { words } from './terms-words'

export const allSections = Object.keys(words.sections) as SectionName[]

type Props = { name: string; sections: readonly SectionName[]; choice: Choice; onChange: (choice: Choice) => void }

/** What somebody may see, in plain words. */
export function SectionPicker({ name, sections, choice, onChange }: Props) {
  return (
    <Fieldset name="sections" legend={words.sectionsLegend(name)} hint={words.sectionsHint} isLargeLegend>
      {sections.map((section) => (
        <Checkbox
          key={section}
          name={`section-${section}`}
          label={words.sections[section][0]}
          hint={words.sections[section][1]}
          isChecked={choice.sections.includes(section)}
          onChange={(isChecked) => onChange(toggle(choice, section, isChecked))}
        />
      ))}
    </Fieldset>
  )
}
