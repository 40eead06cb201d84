import type { PlanItem, PlanPhoto } from '../../shared/api-types'
import { PlanPicture } from '../../shared/plan-photos/PlanPicture'
import { Button, ButtonGroup } from '../../shared/ui'
import { canRing, type Part, type Screen } from './screens'
import { Ways } from './Ways'
import { words } from './words'

type Props = {
  screen: Screen
  readPhoto: (photo: PlanPhoto) => Promise<Blob>
  onHelped: () => void
  onNext: () => void
}

/** One section of her plan, as large as it needs to be: her words, and what to do next. */
export function Section({ screen, readPhoto, onHelped, onNext }: Props) {
  return (
    <>
      <p class="wm-use__lead">{screen.lead}</p>
      {screen.photos.map((photo) => <Photo key={photo.id} photo={photo} read={() => readPhoto(photo)} />)}
      {screen.parts.map((part) => <Items key={part.group} {...part} />)}
      <ButtonGroup>
        <Button isLarge kind={canRing(screen) ? 'secondary' : 'primary'} onClick={onNext}>{words.next}</Button>
        {screen.canHelp && <Button isLarge kind="secondary" onClick={onHelped}>{words.thisHelped}</Button>}
      </ButtonGroup>
    </>
  )
}

function Items({ title, items }: Part) {
  return (
    <>
      {title !== null && <h2 class="nhsuk-heading-m wm-use__part">{title}</h2>}
      <ul class="wm-use__items">
        {items.map((item) => <li key={item.id} class="wm-use__item"><Item item={item} /></li>)}
      </ul>
    </>
  )
}

function Item({ item }: { item: PlanItem }) {
  return (
    <>
      <p class="wm-use__words">{item.words}</p>
      {item.note !== '' && <p class="wm-use__note">{item.note}</p>}
      {item.has_helped && <p class="wm-use__note">{words.helpedBefore}</p>}
      <Ways of={item} />
    </>
  )
}

function Photo({ photo, read }: { photo: PlanPhoto; read: () => Promise<Blob> }) {
  return (
    <figure class="wm-use__photo">
      <PlanPicture photo={photo} read={read} />
      {photo.words !== '' && <figcaption class="wm-use__note">{photo.words}</figcaption>}
    </figure>
  )
}
