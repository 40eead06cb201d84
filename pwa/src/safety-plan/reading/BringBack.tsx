import { useState } from 'preact/hooks'
import { ApiError } from '../../shared/api'
import type { PlanAtVersion, SafetyPlan } from '../../shared/api-types'
import { Banner, Button, Failed, WarningCallout } from '../../shared/ui'
import type { Resource } from '../../shared/use-resource'
import { useRetryId } from '../../shared/use-retry-id'
import { useSending } from '../../shared/use-sending'
import { putSave, type Save } from '../api'
import { keepFresh } from '../keep-fresh'
import { Compared } from './Compared'
import { compareSections, type SectionDifference } from './differences'
import { words } from './version-words'

type Props = { version: PlanAtVersion; plan: Resource<SafetyPlan>; now: SafetyPlan; onSaved: () => void }

/** An earlier version beside the plan as it stands, and bringing a section or all of it back: a save like any other. */
export function BringBack({ version, plan, now, onSaved }: Props) {
  const { bring, sending, isStale, done } = useBringing(version, plan, now, onSaved)
  const differing = compareSections(version.sections, now.sections)
  return (
    <>
      {done !== null && <Banner kind="good"><p>{words.brought(done.before)}</p><p><a href="/my-plan">{words.seePlan}</a></p></Banner>}
      {isStale && <WarningCallout heading={words.changedMeanwhile}><p role="alert">{words.changedExplains}</p></WarningCallout>}
      {sending.error !== null && <Failed what={words.failedWhat} error={sending.error} />}
      <Compared one={words.inVersion(version.version)} other={words.inNow} differing={differing} sections={version.sections}>
        {(section) => <BringSection section={section} isSending={sending.isSending} onBring={() => bring([section])} />}
      </Compared>
      {differing.length > 1 && (
        <section>
          <p>{words.bringAllExplains(version.version)}</p>
          <Button kind="secondary" onClick={() => bring(differing)} isBusy={sending.isSending} busyWords={words.bringing}>{words.bringAll}</Button>
        </section>
      )}
    </>
  )
}

function BringSection({ section, isSending, onBring }: { section: SectionDifference; isSending: boolean; onBring: () => void }) {
  const isEmpty = section.before.items.length === 0
  return (
    <>
      {isEmpty && <p>{words.nothingThen}</p>}
      <Button
        kind="secondary"
        onClick={onBring}
        isBusy={isSending}
        busyWords={words.bringing}
        label={isEmpty ? words.makeEmptyLabel(section.title) : words.bringBackLabel(section.title)}
      >
        {isEmpty ? words.makeEmpty : words.bringBack}
      </Button>
    </>
  )
}

/** Was something saved elsewhere since this page was read? Then nothing is brought back before she has seen it. */
function useBringing(version: PlanAtVersion, plan: Resource<SafetyPlan>, now: SafetyPlan, onSaved: () => void) {
  const sending = useSending()
  const retry = useRetryId()
  const [isStale, setIsStale] = useState(false)
  const [done, setDone] = useState<{ before: number | null } | null>(null)

  const save = async (content: Save) => {
    setDone(null)
    try {
      plan.set(await putSave(retry.of(content), content))
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'safety_plan.changed')) throw error
      await plan.reload()
      setIsStale(true)
      return
    }
    retry.done()
    setIsStale(false)
    setDone({ before: now.version })
    onSaved()
    keepFresh()
  }
  const bring = (sections: readonly SectionDifference[]) => void sending.send(() => save({
    sections: sections.map(({ heading, before, after }) => ({ heading, items: before.items, version: after.version })),
    with_account_id: null,
    from_version: version.version,
    takes: [],
  }))
  return { bring, sending, isStale, done }
}
