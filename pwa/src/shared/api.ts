/**
 * The only place that speaks to the server.
 *
 * Every answer is a value, an {@link ApiError} (the service refused, and says why in words fit to
 * show) or a {@link NotReached} (no signal, no server, or nothing within the time limit).
 */
import { noteServiceTime } from './clock'
import { words } from './words'

/** How long the page waits, in milliseconds, before it says that the service was not reached. A file may have to climb a poor signal. */
export const timeouts = { read: 10_000, write: 20_000, upload: 90_000 }

export class ApiError extends Error {
  override name = 'ApiError'
  constructor(
    /** Stable name of the refusal, such as `step_up.wrong_state`. */
    readonly code: string,
    readonly status: number,
    /** Plain words fit to show. */
    readonly detail: string,
    /** Words for each field that was refused. */
    readonly fields: Record<string, string[]> = {},
    /** Seconds to wait before trying again, where the service said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${status} ${code}`)
  }
}

export class NotReached extends Error {
  override name = 'NotReached'
}

export type Unchanged = { changed: false }
export type Changed<T> = { changed: true; value: T; etag: string | null }

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Options = {
  etag?: string
  timeout?: number
  /** Asked by the page itself, not by somebody's hand: such a request keeps nobody signed in. */
  isPolling?: boolean
  /** The page is leaving: let the request outlive it. */
  keepalive?: boolean
}

let tellSignedOut: () => void = () => undefined
let tellReached: (isReached: boolean, isPolling: boolean) => void = () => undefined

/** The session listens here: the service says that nobody is signed in on this device. */
export function whenSignedOut(listener: () => void): void {
  tellSignedOut = listener
}

/** The not-connected banner listens here. */
export function whenReachedOrNot(listener: (isReached: boolean, isPolling: boolean) => void): void {
  tellReached = listener
}

export const api = {
  get: <T>(path: string, options?: Options) => answerOf<T>('GET', path, undefined, options),
  post: <T = null>(path: string, body: unknown = {}, options?: Options) => answerOf<T>('POST', path, body, options),
  put: <T = null>(path: string, body: unknown, options?: Options) => answerOf<T>('PUT', path, body, options),
  patch: <T = null>(path: string, body: unknown, options?: Options) => answerOf<T>('PATCH', path, body, options),
  delete: <T = null>(path: string, options?: Options) => answerOf<T>('DELETE', path, undefined, options),
  /** A read that costs nothing when nothing has changed: give back the `etag` of the last answer. */
  getIfChanged: readIfChanged,
  /** A file as it is, such as a PDF. Making one can take a moment longer than reading. */
  file: async (path: string) => await (await send('GET', path, undefined, { timeout: timeouts.write })).blob(),
  /** Sends a file as it is, such as a photo; its own type says what it is. */
  putFile: <T = null>(path: string, file: Blob) => answerOf<T>('PUT', path, file, { timeout: timeouts.upload }),
}

async function answerOf<T>(method: Method, path: string, body: unknown, options?: Options): Promise<T> {
  const response = await send(method, path, body, options)
  return (response.status === 204 ? null : await response.json()) as T
}

async function readIfChanged<T>(path: string, etag: string | null, options: Options = {}): Promise<Changed<T> | Unchanged> {
  const response = await send('GET', path, undefined, etag === null ? options : { ...options, etag })
  if (response.status === 304) return { changed: false }
  return { changed: true, value: (await response.json()) as T, etag: response.headers.get('ETag') }
}

async function send(method: Method, path: string, body: unknown, options: Options = {}): Promise<Response> {
  const response = await reach(path, requestInit(method, body, options), options.isPolling === true)
  if (response.ok || response.status === 304) return response
  const refusal = await refusalIn(response)
  if (refusal.code === 'identity.signed_out') tellSignedOut()
  throw refusal
}

function requestInit(method: Method, body: unknown, options: Options): RequestInit {
  const headers = new Headers({ Accept: 'application/json' })
  if (body !== undefined) headers.set('Content-Type', body instanceof Blob ? body.type : 'application/json')
  if (options.isPolling === true) headers.set('Waymark-Polling', '1')
  if (options.etag !== undefined) headers.set('If-None-Match', options.etag)
  return {
    method,
    headers,
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
    signal: AbortSignal.timeout(options.timeout ?? (method === 'GET' ? timeouts.read : timeouts.write)),
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(options.keepalive === true ? { keepalive: true } : {}),
  }
}

async function reach(path: string, init: RequestInit, isPolling: boolean): Promise<Response> {
  try {
    const response = await fetch(path, init)
    noteServiceTime(response.headers.get('Date'))
    const isBehind = response.status === 502 || response.status === 504
    tellReached(!isBehind, isPolling)
    if (!isBehind) return response
  } catch (cause) {
    tellReached(false, isPolling)
    throw new NotReached(words.notReached, { cause })
  }
  throw new NotReached(words.notReached)
}

type Problem = { code?: string; detail?: string; fields?: Record<string, string[]> }

async function refusalIn(response: Response): Promise<ApiError> {
  const problem = await response.json().then((value) => (value ?? {}) as Problem, (): Problem => ({}))
  return new ApiError(
    problem.code ?? 'http.broken',
    response.status,
    problem.detail ?? words.broken,
    problem.fields ?? {},
    secondsIn(response.headers.get('Retry-After')),
  )
}

function secondsIn(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && header !== '' ? seconds : null
}
