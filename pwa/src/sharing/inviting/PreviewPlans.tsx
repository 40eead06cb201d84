import type { SectionName } from '../../shared/api-types'
import { useMe } from '../../shared/session'
import { Await, When } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { words as shared } from '../terms-words'
import { readShown } from './plans-api'
import { words } from './words'

/** What of her life somebody would see: one part as it is now, or that nothing is written there yet. */
export function PlansShown({ section }: { section: SectionName }) {
  const { record_id: recordId } = useMe()
  const found = useResource(() => readShown(section, recordId ?? ''))
  return (
    <>
      <h3 class="nhsuk-heading-s">{shared.sections[section][0]}</h3>
      <Await of={found} what={words.previewGet}>
        {({ lines, ratedAt }) => (lines.length === 0
          ? <p>{words.previewEmpty}</p>
          : (
              <>
                {ratedAt !== undefined && <p>{words.previewRated} <When at={ratedAt} as="day" />:</p>}
                <ul class="nhsuk-list nhsuk-list--bullet">{lines.map((line) => <li key={line} class="wm-own-words">{line}</li>)}</ul>
              </>
            ))}
      </Await>
    </>
  )
}
