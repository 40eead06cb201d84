import { configure, render } from '@testing-library/preact'
import type { FunctionComponent } from 'preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { vi } from 'vitest'
import type { Me } from '../../shared/api-types'
import { beginSession } from '../../shared/session'
import { answerWith } from '../../shared/testing/answers'

// Patient with a busy machine.
configure({ asyncUtilTimeout: 5000 })

export type Table = Record<string, { status?: number; body?: unknown } | Error>

/** Answers from the table, which a test may change meanwhile; a PUT below an address that ends with a slash counts too. */
export function serve(table: Table) {
  const plain = answerWith(table).getMockImplementation()!
  vi.mocked(fetch).mockImplementation(async (path, init) => {
    const start = Object.keys(table).find((key) => key.endsWith('/') && `${init?.method ?? 'GET'} ${path as string}`.startsWith(key))
    const reply = start === undefined ? undefined : table[start]
    if (reply === undefined) return await plain(path, init)
    if (reply instanceof Error) throw reply
    return new Response(JSON.stringify(reply.body), { status: reply.status ?? 200 })
  })
}

export type Sent = { path: string; body: unknown }

/** Everything that was put, oldest first. */
export function sent(): Sent[] {
  return vi.mocked(fetch).mock.calls
    .filter(([, init]) => init?.method === 'PUT')
    .map(([path, init]) => ({ path: path as string, body: JSON.parse(init!.body as string) as unknown }))
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

const Elsewhere = () => <p>{`came to ${location.pathname}${location.search}`}</p>
