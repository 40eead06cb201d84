import { useEffect, useState } from 'preact/hooks'
import type { Place } from '../shared/api-types'
import { Button, ButtonGroup, Page } from '../shared/ui'
import { ActionsStep } from './ActionsStep'
import { AreasStep } from './AreasStep'
import { Around } from './Around'
import { NoteField } from './NoteField'
import { ReviewStep } from './ReviewStep'
import { areaSteps, nextOf, previousOf, prompts } from './rules'
import { SummaryStep } from './SummaryStep'
import { titleOf, type Talk } from './talk'
import { titles, words } from './talk-words'

type Props = { talk: Talk; listHref: string; hrefOfPlan: (id: string) => string; onHand: (isHanded: boolean) => void }

/** One step on the screen, what is said around it, and the way on and back. */
export function Steps(props: Props) {
  const { place } = props.talk.placed
  const key = `${place.area ?? ''}/${place.step}`
  useEffect(() => window.scrollTo(0, 0), [key])
  return <Step key={key} {...props} />
}

function Step({ talk, listHref, hrefOfPlan, onHand }: Props) {
  const { conversation, placed: { place, go }, notes, mayWrite, reader } = talk
  const [isBegun, setIsBegun] = useState(false)
  const next = nextOf(conversation, place)
  const previous = previousOf(conversation, place)
  const to = (there: Place) => {
    notes.settleAll()
    go(there)
  }
  return (
    <Page title={titles[place.step]} caption={sayProgress(talk)} windowTitle={words.window} back={{ href: listHref, words: words.leave }}>
      <Around talk={talk} onHand={onHand} />
      {!mayWrite && conversation.my_side === 'worker' && <p>{words.readOnly(reader.person)}</p>}
      <Content talk={talk} hrefOfPlan={hrefOfPlan} onBegun={setIsBegun} />
      {mayWrite && (
        <div class="wm-dp-ways">
          <ButtonGroup>
            {next !== null && <Button onClick={() => to(next)} refusedBecause={isBegun ? words.addFirst : null}>{words.next}</Button>}
            {next === null && place.step === 'areas' && <Button refusedBecause={words.chooseOne}>{words.next}</Button>}
            {previous !== null && <Button kind="quiet" onClick={() => to(previous)}>{words.back}</Button>}
          </ButtonGroup>
        </div>
      )}
    </Page>
  )
}

function Content({ talk, hrefOfPlan, onBegun }: { talk: Talk; hrefOfPlan: Props['hrefOfPlan']; onBegun: (isBegun: boolean) => void }) {
  const { area, step } = talk.placed.place
  if (step === 'review') return <ReviewStep talk={talk} />
  if (step === 'areas' || area === null) return step === 'summary' ? <SummaryStep talk={talk} hrefOfPlan={hrefOfPlan} /> : <AreasStep talk={talk} />
  if (step === 'actions') return <ActionsStep talk={talk} area={area} onBegun={onBegun} />
  return <>{(prompts[step] ?? []).map((prompt) => <NoteField key={prompt} talk={talk} area={area} prompt={prompt} />)}</>
}

/** "Friends: step 2 of 4". */
function sayProgress({ conversation: { areas }, placed: { place } }: Talk): string {
  const number = (areaSteps as readonly string[]).indexOf(place.step) + 1
  const title = titleOf(areas, place.area)
  if (title !== null && number > 0) return words.step(title, number)
  if (place.step === 'summary') return words.end
  return place.step === 'areas' ? words.choosing(areas.length) : words.before
}
