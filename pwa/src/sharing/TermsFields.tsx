import type { SectionName } from '../shared/api-types'
import { Button, Radios, TextInput, type FormError } from '../shared/ui'
import { termsFor, type Choice, type Gap, type Terms, type Until } from './terms'
import { words } from './terms-words'

type Props = { name: string; choice: Choice; onChange: (choice: Choice) => void; errors: readonly FormError[] }

/** How the chosen sections are shared: all in the same way, or each in its own. */
export function TermsFields({ name, choice, onChange, errors }: Props) {
  if (choice.sections.length === 0) return null
  const isSingle = choice.sections.length === 1
  const switchOver = () => onChange({ ...choice, isSame: !choice.isSame })
  return (
    <>
      {choice.isSame
        ? <OneSet place="all" name={name} terms={choice.all} onChange={(all) => onChange({ ...choice, all })} errors={errors} />
        : choice.sections.map((section) => <OfSection key={section} section={section} name={name} choice={choice} onChange={onChange} errors={errors} />)}
      {!isSingle && <p><Button kind="quiet" onClick={switchOver}>{choice.isSame ? words.eachInstead : words.allInstead}</Button></p>}
    </>
  )
}

function OfSection({ section, name, choice, onChange, errors }: Props & { section: SectionName }) {
  const change = (terms: Terms) => onChange({ ...choice, each: { ...choice.each, [section]: terms } })
  return (
    <section class="wm-section">
      <h2 class="wm-section__title">{words.sections[section][0]}</h2>
      <OneSet place={section} name={name} terms={termsFor(choice, section)} onChange={change} errors={errors} />
    </section>
  )
}

type SetProps = { place: string; name: string; terms: Terms; onChange: (terms: Terms) => void; errors: readonly FormError[] }

function OneSet({ place, name, terms, onChange, errors }: SetProps) {
  const errorAt = (field: string) => errors.find((one) => one.field === field)?.words
  const change = (some: Partial<Terms>) => onChange({ ...terms, ...some })
  return (
    <>
      <Radios name={`may-${place}`} legend={words.mayLegend(name)} value={terms.may} onChange={(may) => change({ may })} options={options(words.mayOptions)} />
      <Radios name={`when-${place}`} legend={words.whenLegend} value={terms.when} onChange={(when) => change({ when })} options={options(words.whenOptions)} />
      <Radios name={`until-${place}`} legend={words.untilLegend} value={terms.until} onChange={(until) => change({ until })} options={untilOptions} />
      {terms.until === 'date' && (
        <div class="wm-under-choice">
          <TextInput type="date" width={10} name={`last-${place}`} label={words.last} value={terms.last} onInput={(last) => change({ last })} error={errorAt(`last-${place}`)} />
          <TextInput type="date" width={10} name={`first-${place}`} label={words.first} value={terms.first} onInput={(first) => change({ first })} error={errorAt(`first-${place}`)} />
        </div>
      )}
    </>
  )
}

export function errorsFor(gaps: readonly Gap[]): FormError[] {
  return gaps.map(({ field, why }) => ({ field, words: words.gaps[why] }))
}

const untilOptions = (['none', '1', '3', '6', 'date'] as const satisfies Until[]).map((value) => ({ value, label: words.untilOptions[value] }))

function options<Value extends string>(said: Record<Value, { label: string; hint?: string }>) {
  return (Object.keys(said) as Value[]).map((value) => ({ value, ...said[value] }))
}
