import { useEffect, useState } from 'preact/hooks'
import { ErrorBoundary, Route, Router, useLocation } from 'preact-iso'
import type { Me } from '../shared/api-types'
import { keptMark } from '../shared/device/kept/mark'
import { session } from '../shared/session'
import { NotReachedPage } from './NotReachedPage'
import { allPaths, everybody, hasPlace, NotFoundPage, signedIn, signedOut, WelcomePage, type Table } from './routes'
import { Waiting } from './Waiting'

/** Addresses of the caseload that workers may have kept. */
const movedForWorkers: Readonly<Record<string, string>> = { '/people': '/caseload', '/people/invite': '/caseload/invite' }

/** Her plan on the worst day: it opens before the service has said who is here, and stays when it does. */
const atAnyTime: readonly string[] = ['/my-plan/use', '/my-plan/now']

/**
 * The table that fits who is here, as routes. Each table has a key of its own: the router remembers its page by
 * the address alone, and would go on showing the sign-in at `/` to somebody who has signed in.
 */
export function Routes() {
  const now = session.value
  const { path } = useLocation()
  // The very first picture is the one that was drawn at build time.
  const [isStarted, setIsStarted] = useState(false)
  useEffect(() => setIsStarted(true), [])
  const isKnown = now.state !== 'unknown'
  if (atAnyTime.includes(path) && isStarted && (isKnown || keptMark.value !== null)) return <TableRoutes key="at-any-time" table={everybody} />
  if (!isKnown) return <Waiting />
  if (now.state === 'not-reached') return path in everybody ? <TableRoutes key="everybody" table={everybody} /> : <NotReachedPage />
  if (now.state === 'signed-out') return <TableRoutes key="signed-out" table={signedOut} askToSignIn />
  if (path === '/' && !now.me.is_person) return <Redirect to={startOf(now.me)} />
  // Who was let in while they waited begins at their own page.
  if (path === '/waiting' && hasPlace(now.me)) return <Redirect to="/" />
  const movedTo = now.me.is_person ? undefined : movedForWorkers[path]
  if (now.me.is_worker && movedTo !== undefined) return <Redirect to={movedTo} />
  return <TableRoutes key={now.me.account_id} table={signedIn(now.me)} />
}

/** Where somebody begins who has no record. Who has nothing yet reads what they wait for. */
function startOf({ is_worker, is_trusted }: Me): string {
  if (is_worker) return '/requests'
  return is_trusted ? '/support' : '/waiting'
}

/** With `askToSignIn`, an address of the signed-in tables shows the sign-in and stays in the address bar. */
function TableRoutes({ table, askToSignIn = false }: { table: Table; askToSignIn?: boolean }) {
  const behindSignIn = askToSignIn ? allPaths.filter((path) => !(path in table)) : []
  return (
    <ErrorBoundary>
      <Router>
        {Object.entries(table).map(([path, component]) => <Route key={path} path={path} component={component} />)}
        {behindSignIn.map((path) => <Route key={path} path={path} component={WelcomePage} />)}
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  )
}

function Redirect({ to }: { to: string }) {
  const { route } = useLocation()
  useEffect(() => route(to, true), [to, route])
  return <Waiting />
}
