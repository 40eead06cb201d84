/** Shows a page of the plan at its address, with a service that answers from a table and takes writes in turn. */
import { render } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import type { ComponentType } from 'preact'
import { vi } from 'vitest'
import type { SafetyPlan } from '../../shared/api-types'
import { session } from '../../shared/session'
import { alex, answerWith } from '../../shared/testing/answers'

type Reply = { status?: number; body?: unknown } | Error

export function serve(plan: SafetyPlan) {
  const table: Record<string, Reply> = {}
  /** What the next writes are answered with; the last one stays. */
  const puts: Reply[] = []
  const path = `GET /api/records/${alex.record_id ?? ''}/safety-plan`
  const there = (next: SafetyPlan) => { table[path] = { body: next } }
  there(plan)
  table['GET /api/my-plan/companions'] = { body: { people: [] } }
  const next = () => (puts.length > 1 ? puts.shift() : puts[0])
  answerWith(new Proxy(table, { get: (all, key: string) => (key.startsWith('PUT ') ? next() : all[key]) }))
  session.value = { state: 'signed-in', me: alex }
  return { table, there, puts }
}

export function open(at: string, path: string, page: ComponentType) {
  history.replaceState(null, '', at)
  return render(<LocationProvider><Router>{[<Route key="page" path={path} component={page} />]}</Router></LocationProvider>)
}

export const sent = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT')
  .map(([path, init]) => ({ path: path as string, body: JSON.parse(init!.body as string) as Record<string, unknown> }))
