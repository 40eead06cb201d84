import type { PleaseDo } from '../api-types'
import { When } from '../ui'
import { words } from './please-words'
import './please.scss'

type Level = 2 | 3

/** What somebody asks those who meet them on a hard day to do and not to do. Nothing at all when they share none. */
export function PleaseDoDont({ name, please, level = 2 }: { name: string; please: PleaseDo; level?: Level }) {
  if (please.do.length + please.dont.length === 0) return null
  const Title = level === 2 ? 'h2' : 'h3'
  const title = words.title(name.split(' ')[0] ?? name)
  return (
    <section class="wm-please" aria-label={title}>
      <Title class="wm-please__title">{title}</Title>
      <div class="wm-please__halves">
        <Half title={words.do} said={please.do} level={level} />
        <Half title={words.dont} said={please.dont} level={level} />
      </div>
      {please.at !== null && <p class="wm-please__facts">{words.written} <When at={please.at} as="day" />.</p>}
    </section>
  )
}

function Half({ title, said, level }: { title: string; said: readonly string[]; level: Level }) {
  if (said.length === 0) return null
  const Heading = level === 2 ? 'h3' : 'h4'
  return (
    <div>
      <Heading class="wm-please__half">{title}</Heading>
      <ul class="nhsuk-list nhsuk-list--bullet">{said.map((one, place) => <li key={place} class="wm-please__words">{one}</li>)}</ul>
    </div>
  )
}
