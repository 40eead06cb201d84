import type { Id } from '../shared/api-types'
import { words } from './more-words'

/** The way to what somebody may share. It looks the same whether they share it, share it not, or have written nothing. */
export function LinksToMore({ recordId, name }: { recordId: Id; name: string }) {
  const at = `/records/${recordId}`
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.title(name)}</h2>
      <ul class="nhsuk-list wm-link-list">
        <li><a href={`${at}/safety-plan`}>{words.safetyPlan(name)}</a></li>
        <li><a href={`${at}/goals`}>{words.goals(name)}</a></li>
        <li><a href={`${at}/how-life-is`}>{words.howLifeIs(name)}</a></li>
        <li><a href={`${at}/working-on`}>{words.workingOn(name)}</a></li>
      </ul>
    </section>
  )
}
