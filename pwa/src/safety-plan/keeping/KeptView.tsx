import type { PlanPhoto } from '../../shared/api-types'
import type { KeptPlan } from '../../shared/device/kept'
import { PlanPicture } from '../../shared/plan-photos/PlanPicture'
import { sayExactly } from '../../shared/times'
import { useNow } from '../../shared/use-now'
import { InsetText, LinkButton, PhoneLink } from '../../shared/ui'
import { ItemList } from '../ItemList'
import { isOld } from './rules'
import { words } from './words'

/** The copy as it lies here: when it is from, said as a date that no wrong clock can bend, and every section that has words. */
export function KeptView({ kept: { plan, photos, teamPhone, asOf } }: { kept: KeptPlan }) {
  const here = plan.photos.filter(({ id }) => id in photos)
  const written = plan.sections.filter(({ heading, items }) => items.length > 0 || (heading === 'going' && here.length > 0))
  return (
    <>
      <p class="nhsuk-hint">{words.asOf(sayExactly(asOf))}</p>
      <OldNote asOf={asOf} />
      {written.length === 0 ? <p>{words.nothing}</p> : <LinkButton href="/my-plan/use" isLarge>{words.use}</LinkButton>}
      {written.map(({ heading, title, items }) => (
        <section key={heading} class="wm-kept__section" aria-labelledby={`kept-${heading}`}>
          <h2 class="nhsuk-heading-m" id={`kept-${heading}`}>{title}</h2>
          <ItemList heading={heading} items={items} />
          {heading === 'going' && here.map((photo) => <Photo key={photo.id} photo={photo} image={photos[photo.id]} />)}
        </section>
      ))}
      {teamPhone !== null && <p>{teamPhone.name}: <PhoneLink number={teamPhone.phone} /></p>}
    </>
  )
}

function OldNote({ asOf }: { asOf: string }) {
  return isOld(asOf, useNow()) ? <InsetText><p>{words.old}</p></InsetText> : null
}

function Photo({ photo, image }: { photo: PlanPhoto; image: Blob | undefined }) {
  if (image === undefined) return null
  return (
    <figure class="wm-kept__photo">
      <PlanPicture photo={photo} read={() => Promise.resolve(image)} />
      {photo.words !== '' && <figcaption>{photo.words}</figcaption>}
    </figure>
  )
}
