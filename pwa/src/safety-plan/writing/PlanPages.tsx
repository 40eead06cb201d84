import { keptMark } from '../../shared/device/kept'
import { words } from './words'

const pages = [
  ['/my-plan/photos', words.yourPhotos],
  ['/my-plan/paper', words.onPaper],
  ['/my-plan/agree', words.agree],
  ['/my-plan/versions', words.versions],
  ['/look', words.look],
] as const

/** What else can be done with the plan; having it on this phone first. */
export function PlanPages() {
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.pages}</h2>
      <ul class="nhsuk-list wm-link-list">
        <li><a href="/my-plan/phone">{keptMark.value === null ? words.onPhone : words.isOnPhone}</a></li>
        {pages.map(([href, title]) => <li key={href}><a href={href}>{title}</a></li>)}
      </ul>
    </section>
  )
}
