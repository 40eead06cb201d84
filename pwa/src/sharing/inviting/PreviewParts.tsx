import type { StepUpView } from '../../shared/api-types'
import { useMe } from '../../shared/session'
import { Await, Quote, When } from '../../shared/ui'
import { useNow } from '../../shared/use-now'
import { useResource } from '../../shared/use-resource'
import { readAboutMe, readRequestsToShow } from './preview-api'
import { words } from './words'

export function RequestsShown({ mine }: { mine: string }) {
  const now = useNow()
  const requests = useResource(() => readRequestsToShow(now))
  return (
    <>
      <h3 class="nhsuk-heading-s">{words.previewRequests}</h3>
      <Await of={requests} what={words.previewGet}>
        {(shown) => (shown.length === 0 ? <p>{words.previewNoRequest(mine)}</p> : <>{shown.map((one) => <Request key={one.id} {...one} />)}</>)}
      </Await>
    </>
  )
}

function Request({ words: said, asked_at, state, promise }: StepUpView) {
  return (
    <>
      <p><strong>{words.stands[state]}</strong></p>
      <p>{words.previewAsked} <When at={asked_at} />.</p>
      {promise !== null && <p>{words.previewPromise(promise.by)} <When at={promise.by_at} />.</p>}
      {said !== '' && <Quote words={said} />}
    </>
  )
}

export function AboutMeShown() {
  const { record_id } = useMe()
  const about = useResource(async () => (record_id === null ? { sections: [] } : readAboutMe(record_id)))
  return (
    <>
      <h3 class="nhsuk-heading-s">{words.previewAbout}</h3>
      <Await of={about} what={words.previewGet}>
        {({ sections }) => (sections.length === 0
          ? <p>{words.previewEmpty}</p>
          : <>{sections.map(({ title, words: said }) => <div key={title}><p><strong>{title}</strong></p><p class="wm-own-words">{said}</p></div>)}</>)}
      </Await>
    </>
  )
}
