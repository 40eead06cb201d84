import type { PlanSection, SafetyPlan } from '../../shared/api-types'
import type { Resource } from '../../shared/use-resource'
import { Banner, Button, ErrorSummary } from '../../shared/ui'
import { groupsOf, sectionWords } from '../sections'
import { BesideMe } from './BesideMe'
import { BothVersions } from './BothVersions'
import { GroupEditor } from './GroupEditor'
import { fieldKey, limits, type Problem } from './rules'
import { SaveBar } from './SaveBar'
import { SuggestedItems } from './SuggestedItems'
import { useSection, type Writing } from './use-section'
import { WhoSees } from './WhoSees'
import { words } from './words'

type Props = { plan: Resource<SafetyPlan>; known: SafetyPlan; section: PlanSection }

/** What others suggest, what stands there to change, a press to save; then who sees it. */
export function WriteSection({ plan, known, section }: Props) {
  const { heading } = section
  const writing = useSection(plan, known, section)
  if (writing.isChoosing && writing.isBehind) return <BothVersions writing={writing} section={section} />
  return (
    <>
      <ErrorSummary errors={errorsIn(writing)} />
      <p>{sectionWords[heading].explains}</p>
      {writing.wasRestored && <Banner>{words.restored}</Banner>}
      {writing.isBehind && <Newer onLook={writing.lookAtBoth} />}
      <SuggestedItems plan={plan} known={known} writing={writing} />
      {groupsOf(heading).map((group) => <GroupEditor key={group} writing={writing} group={group} />)}
      {heading === 'going' && <p><a class="wm-plan-link" href="/my-plan/photos">{words.photosToo(known.photos.length)}</a></p>}
      <BesideMe />
      <SaveBar writing={writing} section={section} />
      <WhoSees plan={plan} section={section} />
    </>
  )
}

function Newer({ onLook }: { onLook: () => void }) {
  return (
    <Banner heading={words.newerHeading}>
      <p>{words.newerExplains}</p>
      <Button kind="secondary" onClick={onLook}>{words.lookAtBoth}</Button>
    </Banner>
  )
}

/** The name of a field: of something new by its half, of something in the list by its id. */
function fieldOf(writing: Pick<Writing, 'adding'>, { id, field }: Pick<Problem, 'id' | 'field'>): string {
  const fresh = Object.entries(writing.adding).find(([, item]) => item?.id === id)
  return `${field}-${fresh?.[0] ?? id}`
}

function errorsIn(writing: Writing) {
  const lines = writing.problems.map((problem) => ({ field: fieldOf(writing, problem), words: problem.words }))
  return writing.tooMany ? [...lines, { field: `words-${fieldKey(null)}`, words: words.tooMany(limits.items) }] : lines
}
