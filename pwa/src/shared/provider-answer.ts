/**
 * What a provider sends back in the address of our page. It is taken out of the address bar and of the history before
 * anything else runs, and known to this page alone.
 */
export type ProviderAnswer = { state: string; code?: string; error?: string; error_description?: string; iss?: string }

export const backPath = '/sign-in/back'
const names = ['state', 'code', 'error', 'error_description', 'iss'] as const

let taken: ProviderAnswer | null = null

/** Called once, at the very start. */
export function catchProviderAnswer(): void {
  if (location.pathname !== backPath || location.search === '') return
  const query = new URLSearchParams(location.search)
  const found = Object.fromEntries(names.flatMap((name) => {
    const value = query.get(name)
    return value === null ? [] : [[name, value]]
  }))
  history.replaceState(null, '', backPath)
  taken = 'state' in found ? (found as ProviderAnswer) : null
}

/** Gives it away once: an answer is good for one try. */
export function takeProviderAnswer(): ProviderAnswer | null {
  const answer = taken
  taken = null
  return answer
}
