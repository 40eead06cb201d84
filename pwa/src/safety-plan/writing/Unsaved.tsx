import { useEffect, useState } from 'preact/hooks'
import type { PlanSection, SafetyPlan } from '../../shared/api-types'
import { readDraft } from '../../shared/device/drafts'
import { useMe } from '../../shared/session'
import { Banner } from '../../shared/ui'
import { headings } from '../sections'
import { draftKey, standing, type SectionDraft } from './rules'
import { words } from './words'

/** Words that were begun on this phone and not saved, wherever they are. */
export function Unsaved({ plan: { sections } }: { plan: SafetyPlan }) {
  const { account_id: accountId } = useMe()
  const [drafts, setDrafts] = useState<ReadonlyMap<string, SectionDraft>>(new Map())
  useEffect(() => {
    void Promise.all(headings.map(async (heading) => [heading, (await readDraft<SectionDraft>(accountId, draftKey(heading)))?.value] as const))
      .then((found) => setDrafts(new Map(found.flatMap(([heading, draft]) => (draft === undefined ? [] : [[heading, draft]])))))
  }, [accountId])
  const isUnsaved = (section: PlanSection) => {
    const draft = drafts.get(section.heading)
    return draft !== undefined && standing(section, draft).isUnsaved
  }
  return (
    <>
      {sections.filter(isUnsaved).map(({ heading, title }) => (
        <Banner key={heading}>
          <p>{words.unsavedFor(title)} <a href={`/my-plan/sections/${heading}`} aria-label={words.goOnLabel(title)}>{words.goOn}</a></p>
        </Banner>
      ))}
    </>
  )
}
