import type { PlanItem } from '../../shared/api-types'
import { Button, ButtonGroup } from '../../shared/ui'
import { words } from './words'

/** Which of the things on the screen helped: one tap on her own words. */
export function Which({ items, onChoose, onSkip }: { items: readonly PlanItem[]; onChoose: (item: PlanItem) => void; onSkip: () => void }) {
  return (
    <>
      <ul class="wm-use__items">
        {items.map((item) => (
          <li key={item.id} class="wm-use__choice">
            <Button kind="secondary" isLarge onClick={() => onChoose(item)}>{item.words}</Button>
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={onSkip}>{words.whichSkip}</Button>
    </>
  )
}

/** It helped: she may stop here. Nobody has to finish anything. */
export function Good({ onStop, onGoOn }: { onStop: () => void; onGoOn: () => void }) {
  return (
    <>
      <p class="wm-use__lead">{words.goodBody}</p>
      <ButtonGroup>
        <Button isLarge onClick={onStop}>{words.goodStop}</Button>
        <Button isLarge kind="secondary" onClick={onGoOn}>{words.goodGoOn}</Button>
      </ButtonGroup>
    </>
  )
}

type EndProps = { hasStopped: boolean; isSignedIn: boolean; onAgain: () => void; onTalk: () => void }

/** The end, kind and short. Saying what helped can wait for another day. */
export function End({ hasStopped, isSignedIn, onAgain, onTalk }: EndProps) {
  return (
    <>
      <p class="wm-use__lead">{hasStopped ? words.stoppedBody : words.endBody}</p>
      <Button isLarge kind={hasStopped ? 'secondary' : 'primary'} onClick={onTalk}>{words.talk}</Button>
      <Button isLarge kind="secondary" onClick={onAgain}>{words.endAgain}</Button>
      {isSignedIn ? <p><a href="/my-plan/afterwards">{words.endAfterwards}</a></p> : <p class="wm-use__note">{words.endAfterwardsLater}</p>}
    </>
  )
}
