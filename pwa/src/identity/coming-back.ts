/**
 * Coming back from a provider. It outlives the page, since signing in half way changes what the app shows around it: the
 * answer is sent once, however often the page is drawn.
 */
import { signal } from '@preact/signals'
import type { ComingBack, NamedProvider } from '../shared/api-types'
import { noteDone } from '../shared/just-done'
import { notePending } from '../shared/pending-identity'
import { backPath, takeProviderAnswer } from '../shared/provider-answer'
import { beginSession } from '../shared/session'
import { noteAsked, noteCameLower, readAsked, type Asked } from '../shared/to-provider'
import { words } from './back-words'
import { finishSignIn } from './provider-api'
import { nextPath } from './rules'

export type Back =
  | { state: 'asking'; asked: Asked | null }
  /** Opened with no answer: a bookmark, the back button, a page that was opened again. */
  | { state: 'none' }
  | { state: 'unknown'; provider: NamedProvider }
  | { state: 'refused'; error: unknown; asked: Asked | null }

export const back = signal<Back>({ state: 'none' })

/** Sends the answer that has just come, if there is one, and goes on to where it leads. */
export async function takeUp(route: (to: string, replace: boolean) => void): Promise<void> {
  const answer = takeProviderAnswer()
  if (answer === null) return
  const asked = readAsked()
  back.value = { state: 'asking', asked }
  try {
    const came = await finishSignIn(answer)
    noteAsked(null)
    arrive(came, asked, route)
  } catch (error) {
    back.value = { state: 'refused', error, asked }
  }
}

function arrive(came: ComingBack, asked: Asked | null, route: (to: string, replace: boolean) => void): void {
  const { outcome, provider, me } = came
  if (outcome === 'unknown') {
    notePending(provider.name)
    back.value = { state: 'unknown', provider }
    return
  }
  const to = outcome === 'waiting' ? '/waiting' : nextPath(came.return_to ?? asked?.return_to)
  if (outcome === 'confirmed') noteDone(words.confirmed, to)
  if (outcome === 'linked') noteDone(words.linked(provider.name), to)
  if (me !== undefined && me !== null) {
    noteCameLower(asked?.lower === true)
    beginSession(me)
  }
  route(to, true)
  back.value = { state: 'none' }
}

/** Who comes to the page again begins with nothing. It is drawn anew, too, when somebody is signed in or out meanwhile: then it stays. */
export function forgetBack(): void {
  if (location.pathname !== backPath) back.value = { state: 'none' }
}
