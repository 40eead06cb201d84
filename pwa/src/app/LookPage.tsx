import { useState } from 'preact/hooks'
import { chooseLook, look, type Look } from '../shared/look'
import { Banner, ChoiceButtons, Page } from '../shared/ui'
import { look as words } from './look-words'

const options = [
  { value: 'own', label: words.own, hint: words.ownHint },
  { value: 'plain', label: words.plain, hint: words.plainHint },
] as const

/** By which name and sign the app shows itself on this device. */
export function LookPage() {
  const [isKept, setIsKept] = useState<boolean | null>(null)
  const choose = (to: Look) => setIsKept(chooseLook(to))
  return (
    <Page title={words.heading}>
      <p>{words.intro}</p>
      <ChoiceButtons name="look" legend={words.legend} value={look.value} onChange={choose} options={options} />
      {isKept !== null && <Banner kind="good"><p>{words.changedTo(words[look.value])}{!isKept && ` ${words.notKept}`}</p></Banner>}
      <Part heading={words.changesHeading} says={words.changes} />
      <Part heading={words.cannotHeading} says={words.cannot} />
      <Part heading={words.installedHeading} says={[words.installed, words.installedPlan]} />
      <Part heading={words.leaveHeading} says={words.leave} />
      <p><a href="/privacy">{words.privacy}</a></p>
    </Page>
  )
}

function Part({ heading, says }: { heading: string; says: readonly string[] }) {
  return (
    <section>
      <h2 class="nhsuk-heading-m">{heading}</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {says.map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
    </section>
  )
}
