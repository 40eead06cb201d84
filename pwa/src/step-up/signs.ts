/** The signs in her plan that it is getting harder: what she may tick when she asks, in the words that will be sent. */
import { api } from '../shared/api'
import type { Id, SafetyPlan } from '../shared/api-types'
import { session } from '../shared/session'

/** As home read them just now. In the memory of this page only, so that asking shows them at once and nothing moves. */
let known: { accountId: Id; signs: string[] } | null = null

export function rememberSigns(accountId: Id, plan: SafetyPlan): void {
  known = { accountId, signs: signsIn(plan) }
}

export const knownSigns = (accountId: Id): string[] | null => (known?.accountId === accountId ? known.signs : null)

export const readSigns = async (recordId: Id): Promise<string[]> => signsIn(await api.get<SafetyPlan>(`/api/records/${recordId}/safety-plan`))

session.subscribe((now) => {
  if (now.state !== 'signed-in') known = null
})

/** Each once and on one line, as it goes into what she writes. */
function signsIn({ sections }: SafetyPlan): string[] {
  const items = sections.find(({ heading }) => heading === 'signs')?.items ?? []
  return [...new Set(items.map(({ words }) => words.replaceAll(/\s+/g, ' ').trim()))]
}

/** A sign is ticked as long as its words stand in the box on a line of their own. */
export const hasSign = (said: string, sign: string): boolean => said.split('\n').some((line) => line.trim() === sign)

export function withSign(said: string, sign: string): string {
  return said.trim() === '' ? sign : `${said.trimEnd()}\n${sign}`
}

export const withoutSign = (said: string, sign: string): string => said.split('\n').filter((line) => line.trim() !== sign).join('\n')
