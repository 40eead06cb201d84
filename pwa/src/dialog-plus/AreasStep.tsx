import { ApiError } from '../shared/api'
import type { AreaRating } from '../shared/api-types'
import { Banner, Checkbox, Failed, Fieldset } from '../shared/ui'
import { goingWell, mostAreas, satisfied, toChooseFrom, toggleArea } from './rules'
import type { Talk } from './talk'
import { words } from './talk-words'

/** Which parts of life to talk about: what is going well is said first, then up to three are chosen. */
export function AreasStep({ talk }: { talk: Talk }) {
  const { conversation: { ratings, areas }, notes, reader } = talk
  const { wanted, others } = toChooseFrom(ratings)
  const chosen = areas.map(({ key }) => key)
  const group = { talk, chosen }
  return (
    <>
      <GoingWell ratings={ratings} />
      <ChoiceTrouble error={notes.choiceError} />
      <p role="status">{chosen.length >= mostAreas && words.three}</p>
      <div class="wm-dp-areas">
        {wanted.length > 0 && <Group {...group} name="wanted" legend={words.wanted(reader)} ratings={wanted} />}
        <Group {...group} name="others" legend={wanted.length > 0 ? words.others : words.allAreas} ratings={others} />
      </div>
    </>
  )
}

function GoingWell({ ratings }: { ratings: readonly AreaRating[] }) {
  const well = goingWell(ratings)
  if (well.length === 0) return null
  return (
    <section class="wm-dp-well">
      <h2 class="nhsuk-heading-s">{words.wellTitle}</h2>
      <ul class="nhsuk-list">
        {well.map((rating) => <li key={rating.item}><strong>{rating.title}</strong>: {sayWell(rating)}</li>)}
      </ul>
    </section>
  )
}

function sayWell(rating: AreaRating): string {
  const { value, previous } = rating
  const isBetter = value !== null && previous !== null && value > previous
  if (value === null || value < satisfied) return words.better
  return isBetter ? words.ratingAndBetter(value) : words.rating(value)
}

function ChoiceTrouble({ error }: { error: unknown }) {
  if (!(error instanceof ApiError)) return null
  if (error.code === 'dialog_plus.changed') return <Banner>{words.choiceChanged}</Banner>
  return <Failed what={words.choiceFailed} error={error} />
}

type GroupProps = { talk: Talk; chosen: readonly string[]; name: string; legend: string; ratings: readonly AreaRating[] }

function Group({ talk: { notes, mayWrite }, chosen, name, legend, ratings }: GroupProps) {
  if (ratings.length === 0) return null
  return (
    <Fieldset name={name} legend={legend} isLargeLegend>
      {ratings.map((rating) => {
        const { item, title } = rating
        const isChosen = chosen.includes(item)
        const hint = sayNow(rating)
        return (
          <Checkbox
            key={item} name={`area-${item}`} label={title} isChecked={isChosen} isFixed={!mayWrite || (!isChosen && chosen.length >= mostAreas)}
            onChange={() => notes.choose(toggleArea(chosen, item))} {...(hint === null ? {} : { hint })}
          />
        )
      })}
    </Fieldset>
  )
}

function sayNow({ value, previous }: AreaRating): string | null {
  if (value === null) return null
  return previous === null || previous === value ? words.now(value) : words.nowAndBefore(value, previous)
}
