import { Button } from '../shared/ui'
import type { Possible } from './rules'
import { words } from './words'

type Props = { why: Exclude<Possible, 'yes'>; onLookAgain: () => void }

/** Why messages cannot be turned on in this browser, and what would help. */
export function NotPossible({ why, onLookAgain }: Props) {
  return (
    <section>
      {why === 'needs-home-screen' && <Steps heading={words.homeScreenHeading} body={words.homeScreenBody} steps={words.homeScreenSteps} />}
      {why === 'blocked' && <Steps heading={words.blockedHeading} body={words.blockedBody} steps={words.blockedSteps} />}
      {why === 'blocked' && <Button kind="secondary" onClick={onLookAgain}>{words.lookAgain}</Button>}
      {why === 'not-here' && <Steps heading={words.notHereHeading} body={words.notHereBody} steps={[]} />}
      <p>{words.otherWays}</p>
    </section>
  )
}

function Steps({ heading, body, steps }: { heading: string; body: string; steps: readonly string[] }) {
  return (
    <>
      <h2 class="nhsuk-heading-m">{heading}</h2>
      <p>{body}</p>
      {steps.length > 0 && <ol class="nhsuk-list nhsuk-list--number">{steps.map((step) => <li key={step}>{step}</li>)}</ol>}
    </>
  )
}
