import type { SignInProvider } from '../shared/api-types'
import { ContinueWith } from '../shared/ContinueWith'
import { carried, type AskOfProvider } from '../shared/to-provider'
import { ButtonGroup } from '../shared/ui'
import { words } from './provider-words'

/** For people and carers. Those who open no record of their own, or whom a worker has confirmed, need to prove less. */
export function PeopleWay({ provider, next }: { provider: SignInProvider; next: string }) {
  const ask = askFor(next)
  // That it may not answer is said once, below the first.
  const named = { key: provider.key, name: provider.name }
  return (
    <div class="wm-provider">
      <ContinueWith provider={provider} ask={ask} isLarge />
      {ask.purpose === 'sign_in' && (
        <ButtonGroup>
          <ContinueWith provider={named} ask={{ ...ask, lower: true }} kind="quiet">{words.supportSomebody}</ContinueWith>
          <ContinueWith provider={named} ask={{ ...ask, lower: true }} kind="quiet">{words.confirmedByWorker}</ContinueWith>
        </ButtonGroup>
      )}
    </div>
  )
}

/** An invitation that is being answered goes along; otherwise it is an ordinary sign-in. */
function askFor(next: string): AskOfProvider {
  return next === '/trusted' && carried.value !== null ? carried.value : { purpose: 'sign_in', return_to: next }
}

/** For those who work here: the sign-in of each organisation. */
export function StaffWays({ providers, next }: { providers: readonly SignInProvider[]; next: string }) {
  const staff = providers.filter(({ kind }) => kind === 'staff')
  if (staff.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.workHeading}</h2>
      <p>{words.workHint}</p>
      {staff.map((one) => (
        <div key={one.key}><ContinueWith provider={one} ask={{ purpose: 'sign_in', return_to: next }} kind="secondary" /></div>
      ))}
    </section>
  )
}
