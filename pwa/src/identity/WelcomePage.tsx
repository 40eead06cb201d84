import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { capabilities } from '../shared/capabilities'
import { forPeople, providers, useProviders } from '../shared/providers'
import { beginSession, session } from '../shared/session'
import type { CodeSent, Me } from '../shared/api-types'
import { Button, Details, ErrorSummary, OpenMyPlan, Page } from '../shared/ui'
import { sendSignIn } from './api'
import { ContactForm } from './ContactForm'
import { pickFromSuggestions, signInWithPasskey, stopPasskeys, type Picked } from './passkeys'
import { keepPendingCode } from './pending-code'
import { words as providerWords } from './provider-words'
import { PeopleWay, StaffWays } from './ProviderWays'
import { nextPath } from './rules'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'
import './styles.scss'

/** Signed out: what this is, and the ways in. Also stands in for any page that needs a sign-in first. */
export function WelcomePage() {
  const { path, url, query, route } = useLocation()
  const here = nextPath(url)
  const next = path === '/' ? nextPath(query.next) : hasLeft() ? '/' : here

  const goOn = (me: Me) => {
    beginSession(me)
    if (next !== here) route(next, true)
  }
  const waitForCode = (sent: CodeSent, contact: string) => {
    keepPendingCode({ id: sent.id, expiresAt: sent.expires_at, contact, askedAt: Date.now(), next })
    route('/sign-in/code')
  }
  const known = useProviders()
  // A list that comes late stands below: nothing may move under a thumb. From the next visit on it is first.
  const [isInTime] = useState(providers.value !== null)
  const forMe = forPeople(known)
  const isFirst = forMe !== null && isInTime
  return (
    <Page title={next === '/' ? words.welcomeTitle : words.signInTitle}>
      <OpenMyPlan />
      <p>{next === '/' ? words.whatItIs : words.askedFor}</p>
      {isFirst && <PeopleWay provider={forMe} next={next} />}
      {isFirst && <h2 class="nhsuk-heading-m">{providerWords.orPasskey}</h2>}
      {capabilities.passkeys() ? <PasskeySignIn onSignedIn={goOn} isMain={!isFirst} /> : <p>{words.noPasskeysHere}</p>}
      <h2 class="nhsuk-heading-m">{words.codeHeading}</h2>
      <ContactForm onSent={waitForCode} button={words.codeButton} takesPasskey />
      {forMe !== null && !isFirst && <h2 class="nhsuk-heading-m">{providerWords.alsoHeading}</h2>}
      {forMe !== null && !isFirst && <PeopleWay provider={forMe} next={next} />}
      <StaffWays providers={known} next={next} />
      <Details summary={words.newHere}><p>{words.newHereBody}</p></Details>
    </Page>
  )
}

/** Somebody who has just signed out did not ask for the page that they left. */
function hasLeft(): boolean {
  return session.value.state === 'signed-out' && session.value.because === 'left'
}

/** The button; and, where the browser can, the passkey among the suggestions of the field below. */
function PasskeySignIn({ onSignedIn, isMain }: { onSignedIn: (me: Me) => void; isMain: boolean }) {
  const { isSending, error, send } = useSending()
  const signInWith = (signIn: () => Promise<Me>) => void send(async () => onSignedIn(await signIn()))
  useSuggestions(({ challengeId, credential }) => signInWith(() => sendSignIn(challengeId, credential)), isSending)

  return (
    <>
      <ErrorSummary errors={errorsOf(error)} />
      <p>{words.passkeyHint}</p>
      <Button isLarge kind={isMain ? 'primary' : 'secondary'} onClick={() => signInWith(signInWithPasskey)} isBusy={isSending} busyWords={words.passkeyBusy}>
        {words.passkeyButton}
      </Button>
    </>
  )
}

/** Waits for a passkey from the suggestions whenever no other prompt is open. */
function useSuggestions(onPicked: (picked: Picked) => void, isPaused: boolean): void {
  const latest = useRef(onPicked)
  latest.current = onPicked
  useEffect(() => {
    if (isPaused) return
    let isOpen = true
    void pickFromSuggestions(() => isOpen).then((picked) => picked !== null && isOpen && latest.current(picked))
    return () => {
      isOpen = false
    }
  }, [isPaused])
  useEffect(() => stopPasskeys, [])
}
