import { useState } from 'preact/hooks'
import type { SafetyPlan } from '../../shared/api-types'
import { Await, Banner, Page } from '../../shared/ui'
import { keepFresh } from '../keep-fresh'
import { useMyPlan } from '../use-my-plan'
import { audienceOf } from './audience'
import { AddPhoto } from './AddPhoto'
import { PhotoCard } from './PhotoCard'
import { words } from './photo-words'
import { sayRoom } from './room'
import './photos.scss'

/** Photos of what keeps her going: adding one, its words, who sees it, taking it away. */
export function PhotosPage() {
  const plan = useMyPlan()
  const [said, setSaid] = useState<string | null>(null)
  const onDone = async (what: string) => {
    await plan.reload()
    setSaid(what)
    keepFresh()
  }
  return (
    <Page title={words.title} windowTitle={words.window} back={{ href: '/my-plan', words: words.back }}>
      <p>{words.explains}</p>
      <Await of={plan} what={words.what}>
        {(value) => (
          <>
            {said !== null && <Banner kind="good"><p>{said}</p></Banner>}
            <AddPhoto plan={value} onBegin={() => setSaid(null)} onKept={() => onDone(words.kept)} />
            <Shelf plan={value} onDone={onDone} />
          </>
        )}
      </Await>
    </Page>
  )
}

function Shelf({ plan, onDone }: { plan: SafetyPlan; onDone: (what: string) => Promise<void> }) {
  const { photos, record_id: recordId } = plan
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.shelf}</h2>
      <p>{photos.length === 0 && `${words.empty} `}{sayRoom(plan.photo_bytes_left ?? 0)}</p>
      <ul class="wm-photos">
        {photos.map((photo, index) => (
          <li key={photo.id} class="wm-photos__one">
            <PhotoCard recordId={recordId} photo={photo} number={index + 1} audience={audienceOf(plan)} onDone={onDone} />
          </li>
        ))}
      </ul>
    </section>
  )
}
