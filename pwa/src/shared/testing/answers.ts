/** Stand-ins for the service, for tests: what it answers, and who is signed in. */
import { vi, type Mock } from 'vitest'
import type { Me } from '../api-types'
import { session } from '../session'

export const alex: Me = {
  account_id: '0190a000-0000-7000-8000-000000000001',
  name: 'Alex Morgan',
  is_person: true,
  is_worker: false,
  is_trusted: false,
  record_id: '0190a000-0000-7000-8000-0000000000a1',
  teams: [],
  session: { id: '0190a000-0000-7000-8000-0000000000f1', idle_ends_at: '2026-11-22T10:30:00Z', ends_at: '2026-11-22T22:00:00Z' },
  has_passkey: true,
  has_way_back: true,
  has_identity: false,
  came_by: null,
}

export const asha: Me = {
  ...alex,
  account_id: '0190a000-0000-7000-8000-000000000002',
  name: 'Asha Begum',
  is_person: false,
  is_worker: true,
  is_trusted: false,
  record_id: null,
  teams: [{ id: '0190a000-0000-7000-8000-0000000000b1', name: 'Riverside', role: 'worker' }],
}

/** Signs that account in on this page: what is kept on the device opens only then. */
export function signInAs(accountId: string): void {
  session.value = { state: 'signed-in', me: { ...alex, account_id: accountId } }
}

type Reply = { status?: number; body?: unknown; headers?: Record<string, string> }

/**
 * Answers the page's requests from a table such as `{ 'GET /api/me': { body: alex } }`; anything else is
 * a 404. An `Error` in place of a reply stands for a service that is not reached.
 */
export function answerWith(table: Record<string, Reply | Error>): Mock<typeof fetch> {
  const answer = vi.fn<typeof fetch>(async (path, init) => {
    const reply = table[`${init?.method ?? 'GET'} ${path as string}`] ?? notFound
    await Promise.resolve()
    if (reply instanceof Error) throw reply
    const { status = 200, body, headers = {} } = reply
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers })
  })
  vi.stubGlobal('fetch', answer)
  return answer
}

const notFound: Reply = { status: 404, body: { code: 'http.not_found', detail: 'There is nothing here.' } }
export const signedOutReply: Reply = { status: 401, body: { code: 'identity.signed_out', detail: 'Please sign in.' } }
export const noSignal = new TypeError('Failed to fetch')
