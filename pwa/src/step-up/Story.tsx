import type { StepUpView } from '../shared/api-types'
import { Quote, When } from '../shared/ui'
import { sayEntry } from './story-words'
import { both } from './words-for-both'

/** Everything that happened, newest first, for whoever wants to look back. */
export function Story({ view }: { view: StepUpView }) {
  return (
    <section aria-labelledby="story">
      <h2 class="nhsuk-heading-m" id="story">{both.history}</h2>
      <ol class="wm-story">
        {[...view.timeline].reverse().map((entry) => (
          <li key={entry.id} class="wm-story__entry">
            <p class="wm-story__line">{sayEntry(entry)}</p>
            <p class="wm-story__at"><When at={entry.at} /></p>
            {entry.words !== null && entry.words !== '' && <Quote words={entry.words} />}
          </li>
        ))}
      </ol>
    </section>
  )
}
