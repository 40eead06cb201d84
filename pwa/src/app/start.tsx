import { hydrate } from 'preact'
import '../styles/main.scss'
import { keptMark } from '../shared/device/kept'
import { isFirstScreenUp, showApp } from '../shared/first-screen'
import { backPath, catchProviderAnswer } from '../shared/provider-answer'
import { session } from '../shared/session'
import { App } from './App'
import { hint } from './hint'
import { hasLeft } from './leave'
import { watchForInstallOffer } from './install'
import { everybody, HomePage, RequestsPage, WelcomePage } from './routes'
import { loadService, loadSession, watchDevice, watchSession } from './session'
import { watchForUpdates } from './update'

// The page that will most likely be shown is fetched while the service says who is here.
const likelyPage = { person: HomePage, worker: RequestsPage, nobody: WelcomePage }

/** "Back" after the quick way out leads here for a moment: nothing may begin to show. */
if (!hasLeft()) begin()

function begin(): void {
  catchProviderAnswer()
  const last = hint.read()
  const isBack = location.pathname === backPath
  const asked = isFirstScreenUp() || isBack ? everybody[location.pathname] : undefined
  void (asked ?? likelyPage[last ?? 'nobody']).preload()
  watchFirstScreen()

  watchSession()
  watchDevice()
  watchForInstallOffer()
  const known = loadSession()
  const root = document.getElementById('app')
  if (root !== null) hydrate(<App />, root)

  // Nobody was signed in here last time: no need to wait for the service to say so. Who comes back from a provider waits: an
  // answer about the session of before must not come after that of the one which begins now.
  if (last === null && !isBack && session.value.state === 'unknown') session.value = { state: 'signed-out' }
  void known.then(loadService)
  void watchForUpdates()
}

/** How long a page may keep it up that never comes, in milliseconds. */
const patience = 10_000

/** Removed on another page meanwhile, the copy goes from here at once. */
function watchFirstScreen(): void {
  if (!isFirstScreenUp()) return
  keptMark.subscribe((mark) => { if (mark === null) showApp() })
  setTimeout(showApp, patience)
}
