import { words } from './words'

const pages = [
  ['/my-plan/phone', words.onPhone],
  ['/my-plan/photos', words.yourPhotos],
  ['/my-plan/paper', words.onPaper],
  ['/my-plan/agree', words.agree],
  ['/my-plan/versions', words.versions],
] as const

export function PlanPages() {
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.pages}</h2>
      <ul class="nhsuk-list wm-link-list">
        {pages.map(([href, title]) => <li key={href}><a href={href}>{title}</a></li>)}
      </ul>
    </section>
  )
}
