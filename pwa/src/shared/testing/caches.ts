/** The browser's Cache API in memory, for tests: what happy-dom does not have. */
import { vi } from 'vitest'

const pathOf = (asked: RequestInfo | URL) => new URL(asked instanceof Request ? asked.url : asked, 'http://localhost:3000').pathname

class MemoryCache {
  readonly answers = new Map<string, Response>()
  put = async (asked: RequestInfo | URL, answer: Response) => { await Promise.resolve(this.answers.set(pathOf(asked), answer)) }
  match = (asked: RequestInfo | URL) => Promise.resolve(this.answers.get(pathOf(asked))?.clone())
  delete = (asked: RequestInfo | URL) => Promise.resolve(this.answers.delete(pathOf(asked)))
  keys = () => Promise.resolve([...this.answers.keys()].map((path) => new Request(`http://localhost:3000${path}`)))
}

/** Puts an empty one in place; what is in it, by the names of its caches. */
export function useMemoryCaches(): Map<string, MemoryCache> {
  const all = new Map<string, MemoryCache>()
  const open = (name: string) => {
    const cache = all.get(name) ?? new MemoryCache()
    all.set(name, cache)
    return Promise.resolve(cache)
  }
  vi.stubGlobal('caches', {
    open,
    has: (name: string) => Promise.resolve(all.has(name)),
    keys: () => Promise.resolve([...all.keys()]),
    delete: (name: string) => Promise.resolve(all.delete(name)),
  })
  return all
}
