import { useRef } from 'preact/hooks'
import { newId } from '../../shared/ids'
import { Details } from '../../shared/ui'
import { ideasFor } from './ideas'
import { newItem } from './rules'
import type { GroupProps } from './use-section'
import { useServiceIdeas } from './use-service-ideas'
import { words } from './words'

/** When she is stuck: everyday things. One tap puts one in as her own words. */
export function Ideas({ writing, group }: GroupProps) {
  const place = useRef<HTMLDivElement>(null)
  const lines = useServiceIdeas(writing.heading === 'services')
  const known = new Set(writing.items.map((item) => item.words))
  const ideas = [...lines, ...ideasFor(writing.heading, group).ideas.map((idea) => ({ words: idea, phone: null }))].filter((idea) => !known.has(idea.words))
  if (ideas.length === 0) return null
  const put = (idea: { words: string; phone: string | null }) => {
    writing.put(newItem(newId(), group, idea))
    // The idea goes from here into the list; the focus stays among the ideas.
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('button, summary')?.focus())
  }
  return (
    <div ref={place}>
      <Details summary={words.ideas}>
        <p>{words.ideasExplains}</p>
        <ul class="wm-write-ideas">
          {ideas.map((idea) => (
            <li key={idea.words}>
              <button class="wm-write-idea" type="button" onClick={() => put(idea)} aria-label={words.ideaLabel(idea.words)}>
                {idea.words}{idea.phone !== null && ` (${idea.phone})`}
              </button>
            </li>
          ))}
        </ul>
      </Details>
    </div>
  )
}
