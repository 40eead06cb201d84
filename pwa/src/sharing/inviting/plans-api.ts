/** Her own goals, ratings and agreements, to show her what somebody else would see of them. */
import { api } from '../../shared/api'
import type { Goals, Id, Instant, Outcomes, SafetyPlan, SectionName, WorkingOn } from '../../shared/api-types'
import { words } from './words'

/** A few lines, and of when they are where that matters. */
export type Shown = { lines: string[]; ratedAt?: Instant }

/** What others see of goals: those that are going on and not kept private. */
async function readGoals(of: string): Promise<Shown> {
  const { goals } = await api.get<Goals>(`${of}/goals`)
  const shown = goals.filter(({ status, is_private }) => status === 'active' && !is_private)
  const ticked = (steps: readonly { is_done: boolean }[]) => words.previewSteps(steps.filter(({ is_done }) => is_done).length, steps.length)
  return { lines: shown.map(({ words: said, steps }) => (steps.length > 0 ? `${said} ${ticked(steps)}` : said)) }
}

/** The newest rating that is not kept private, in the words of its scale. */
async function readRating(of: string): Promise<Shown> {
  const { instrument, latest, previous, first } = await api.get<Outcomes>(`${of}/outcomes?instrument=dialog`)
  const shown = [latest, previous, first].find((one) => one !== null && !one.is_private)
  if (!shown) return { lines: [] }
  const lines = instrument.items.flatMap(({ key, words: area, labels }) => {
    const value = shown.answers.find(({ item }) => item === key)?.value
    const says = labels.find((label) => label.value === value)?.words
    return says === undefined ? [] : [`${area}: ${says}`]
  })
  return { lines, ratedAt: shown.answered_at }
}

async function readActions(of: string): Promise<Shown> {
  const { actions } = await api.get<WorkingOn>(`${of}/working-on`)
  const open = actions.filter(({ status }) => status !== 'done' && status !== 'let_go')
  return { lines: open.map(({ owner_name, words: said }) => `${owner_name}: ${said}`) }
}

/** The parts of her plan that she shares, and the photos that she does not keep private. */
async function readSafetyPlan(of: string): Promise<Shown> {
  const { sections, photos } = await api.get<SafetyPlan>(`${of}/safety-plan`)
  const pictures = photos.filter(({ is_private }) => !is_private).map((photo) => photo.words || words.previewPhoto)
  return {
    lines: sections.filter(({ audience }) => audience === 'shared').flatMap(({ heading, title, items }) => {
      const said = items.map(({ group, words: item, phone, note }) => [group === 'dont' && words.previewNot, item, phone, note].filter(Boolean).join(' '))
      const all = heading === 'going' ? [...said, ...pictures] : said
      return all.length > 0 ? [`${title}: ${all.join('; ')}`] : []
    }),
  }
}

const readers: Partial<Record<SectionName, (of: string) => Promise<Shown>>> = {
  goals: readGoals, dialog_results: readRating, dialog_plus_plan: readActions, safety_plan: readSafetyPlan,
}

/** What somebody would see of a section; nothing of one in which nothing can be written yet. */
export async function readShown(section: SectionName, recordId: Id): Promise<Shown> {
  return await (readers[section]?.(`/api/records/${recordId}`) ?? { lines: [] })
}
