import { configure, render } from '@testing-library/preact'
import type { FunctionComponent } from 'preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { vi } from 'vitest'
import type { Me } from '../../shared/api-types'
import { beginSession } from '../../shared/session'

// Patient with a busy machine.
configure({ asyncUtilTimeout: 5000 })

export type Answer = { status: number; body: unknown; etag?: string } | 'no signal' | 'no answer'
type Answers = (path: string, init: RequestInit) => Answer | undefined

/** Everything the page has sent, oldest first. */
export type Sent = { method: string; path: string; body: unknown; headers: Headers }

/** A service of a few answers; anything else is not found. The first list can be changed while a test runs. */
export function serve(answers: Answers): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    sent.push({ method: init.method ?? 'GET', path, body, headers: new Headers(init.headers) })
    return respond(answers(path, init) ?? problem(404, 'http.not_found', 'We could not find that.'))
  })
  return sent
}

export const ok = (body: unknown, etag = '"1"'): Answer => ({ status: 200, body, etag })
export const problem = (status: number, code: string, detail: string, fields = {}): Answer => ({ status, body: { code, detail, fields } })

function respond(answer: Answer): Promise<Response> {
  if (answer === 'no signal') return Promise.reject(new TypeError('Failed to fetch'))
  if (answer === 'no answer') return Promise.reject(new DOMException('timed out', 'TimeoutError'))
  const headers = new Headers(answer.etag === undefined ? {} : { ETag: answer.etag })
  const isEmpty = answer.status === 304
  return Promise.resolve(new Response(isEmpty ? null : JSON.stringify(answer.body), { status: answer.status, headers }))
}

/** Shows a page at its address, signed in as somebody; other addresses show where one has come to. */
export function show(Page: FunctionComponent, path: string, address: string, who: Me) {
  beginSession(who)
  history.replaceState(null, '', address)
  return render(
    <LocationProvider>
      <Router>
        <Route path={path} component={Page} />
        <Route default component={Elsewhere} />
      </Router>
    </LocationProvider>,
  )
}

const Elsewhere = () => <p>{`came to ${location.pathname}`}</p>
