/** Where each draft is gone on with, by the key under which its page keeps it. A test holds this against the pages' own keys. */
import { words } from './words'

export type DraftPlace = { path: string; name: string }

const id = '([\\w-]+)'
const places: readonly [pattern: string, path: string, name: keyof typeof words.draftNames][] = [
  ['ask', '/ask', 'ask'],
  [`note-${id}`, '/my-requests/$1/note', 'note'],
  [`safety-plan-${id}`, '/my-plan/sections/$1', 'plan'],
  ['goal-new', '/goals/new', 'newGoal'],
  [`goal-${id}`, '/goals/$1/change', 'goal'],
  [`about-me-${id}`, '/about-me', 'aboutMe'],
  [`questions-${id}`, '/questions/$1', 'questions'],
  [`dialog-plus-went-${id}`, '/working-on', 'workingOn'],
  [`dialog-plus-action-${id}`, '/working-on', 'workingOn'],
  [`dialog-plus-${id}`, '/working-on/$1', 'talk'],
]

/** Null for a key that no page of this version knows. */
export function placeOf(key: string): DraftPlace | null {
  for (const [pattern, path, name] of places) {
    const whole = new RegExp(`^${pattern}$`)
    if (whole.test(key)) return { path: key.replace(whole, path), name: words.draftNames[name] }
  }
  return null
}
