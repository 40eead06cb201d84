import { Page } from '../shared/ui'
import { privacy } from './privacy-words'

/** What is kept where, who can see it, and what the quick way out can and cannot hide. */
export function PrivacyPage() {
  return (
    <Page title={privacy.heading}>
      {privacy.parts.map(({ heading, says }) => (
        <section key={heading}>
          <h2 class="nhsuk-heading-m">{heading}</h2>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {says.map((sentence) => <li key={sentence}>{sentence}</li>)}
          </ul>
        </section>
      ))}
    </Page>
  )
}
