/** One section while she writes: changes kept on the device at once, saved with one press, and never over newer words unseen. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../../shared/api'
import type { PlanGroup, PlanHeading, PlanItem, PlanSection, SafetyPlan } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { useMe } from '../../shared/session'
import { useUnsavedWork } from '../../shared/unsaved'
import { useDraft } from '../../shared/use-draft'
import type { Resource } from '../../shared/use-resource'
import { useRetryId } from '../../shared/use-retry-id'
import { useSending, type Sending } from '../../shared/use-sending'
import { putSave } from '../api'
import { besideNow } from './beside'
import { draftKey, limits, noDraft, problemsIn, problemsOf, standing, takenIn, together, wanted, type Problem, type SectionDraft, type Standing } from './rules'
import { words } from './words'

export type Writing = Standing & {
  heading: PlanHeading
  /** The fields for something new, by half. */
  adding: SectionDraft['adding']
  problems: readonly Problem[]
  tooMany: boolean
  /** Two versions are to be chosen between. */
  isChoosing: boolean
  wasRestored: boolean
  isKept: boolean
  sending: Sending
  /** What the last act came to, in words. */
  said: string
  say: (news: string) => void
  change: (some: Partial<Pick<SectionDraft, 'items' | 'adding'>>) => void
  /** Puts one more thing into the list. */
  put: (item: PlanItem) => void
  /** Checks one thing before its fields close; true when it is in order. */
  check: (item: PlanItem) => boolean
  save: () => void
  /** Her unsaved words go; they can be brought back as long as the page is open. */
  throwAway: () => void
  bringBack: (() => void) | null
  lookAtBoth: () => void
  keepMine: () => void
  keepBoth: () => void
  mine: () => PlanItem[]
}

/** A half of the section, or all of one that has none. */
export type GroupProps = { writing: Writing; group: PlanGroup | null }

export function useSection(plan: Resource<SafetyPlan>, known: SafetyPlan, section: PlanSection): Writing {
  const { heading } = section
  const me = useMe()
  const draft = useDraft<SectionDraft>(draftKey(heading), noDraft)
  const latest = useRef({ draft: draft.value, section })
  latest.current = { draft: draft.value, section }
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [isChoosing, setIsChoosing] = useState(false)
  const [dropped, setDropped] = useState<SectionDraft | null>(null)
  const [said, say] = useState('')
  const sending = useSending()
  const retry = useRetryId()
  const now = standing(section, draft.value)
  useUnsavedWork(now.isUnsaved && !draft.isKept)

  const keep = (next: SectionDraft) => {
    latest.current.draft = next
    draft.change(next)
  }
  const reset = () => {
    keep(noDraft)
    void draft.forget()
  }
  const change: Writing['change'] = (some) => {
    const { draft: before, section: saved } = latest.current
    const { items, isUnsaved } = standing(saved, before)
    const begun = before.begun !== null && isUnsaved ? before.begun : { version: saved.version, items: saved.items }
    keep({ ...before, items, begun, ...some })
    setDropped(null)
    say('')
  }

  // Words from an earlier visit: what is saved meanwhile may be newer, or the very same.
  useEffect(() => {
    if (draft.restoredFrom === null) return
    const { isUnsaved, isBehind } = standing(latest.current.section, latest.current.draft)
    if (isBehind) setIsChoosing(true)
    if (!isUnsaved) reset()
  }, [draft.restoredFrom])

  const send = async (onVersion: number) => {
    const sent = wanted(heading, latest.current.draft)
    const body = {
      sections: [{ heading, items: sent, version: onVersion }], with_account_id: besideNow(me)?.account_id ?? null, from_version: null,
      takes: takenIn(sent, known.suggestions),
    }
    try {
      const fresh = await putSave(retry.of(body), body)
      retry.done()
      plan.set(fresh)
      afterSave(fresh, sent)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'safety_plan.changed') await plan.reload()
      setIsChoosing(error.code === 'safety_plan.changed')
      setProblems(problemsIn(error.fields, heading, sent))
      throw error
    }
  }
  const afterSave = (fresh: SafetyPlan, sent: readonly PlanItem[]) => {
    const saved = fresh.sections.find((one) => one.heading === heading)
    const before = latest.current.draft
    setIsChoosing(false)
    say(words.saved)
    // More was written while this was on its way: that stays, on top of what is saved now.
    if (saved === undefined || JSON.stringify(wanted(heading, before)) === JSON.stringify(sent)) reset()
    else keep({ ...before, begun: { version: saved.version, items: saved.items } })
  }
  const saveOn = (version: number) => {
    const found = problemsOf(wanted(heading, latest.current.draft))
    setProblems(found)
    say('')
    if (found.length === 0 && !tooMany) void sending.send(() => send(version))
  }
  const tooMany = wanted(heading, draft.value).length > limits.items

  return {
    ...now, heading, adding: draft.value.adding, problems, tooMany, isChoosing, isKept: draft.isKept, sending, said, say, change,
    wasRestored: draft.restoredFrom !== null && now.isUnsaved && said === '',
    put: (item) => {
      change({ items: [...now.items, item] })
      say(words.added)
    },
    check: (item) => {
      const found = problemsOf([item])
      setProblems([...problems.filter(({ id }) => id !== item.id), ...found])
      return found.length === 0
    },
    save: () => (now.isUnsaved ? saveOn(draft.value.begun?.version ?? section.version) : say(words.nothingToSave)),
    throwAway: () => {
      setDropped(draft.value)
      setProblems([])
      setIsChoosing(false)
      sending.forget()
      reset()
      say(words.thrownAway)
    },
    bringBack: dropped === null
      ? null
      : () => {
          keep(dropped)
          setDropped(null)
          say('')
          setIsChoosing(standing(section, dropped).isBehind)
        },
    lookAtBoth: () => setIsChoosing(true),
    keepMine: () => saveOn(section.version),
    keepBoth: () => {
      const items = together(section.items, wanted(heading, draft.value), newId)
      keep({ ...draft.value, begun: { version: section.version, items: section.items }, items, adding: {} })
      setIsChoosing(false)
      sending.forget()
      say(words.bothIn)
    },
    mine: () => wanted(heading, draft.value),
  }
}
