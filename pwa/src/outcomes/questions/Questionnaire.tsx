import { useEffect, useRef, useState } from 'preact/hooks'
import type { Id, Instrument } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { Await, Banner, Loading, Page } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { readInstrument } from '../api'
import { words } from '../words'
import { CheckAnswers } from './CheckAnswers'
import { asked, before, carryOver, firstOpen, freshFilling, hasBegun, isDecided, givenTo, nextAfter, placeOf, type Filling } from './filling'
import type { KeptFilling } from './kept-filling'
import { Question } from './Question'
import { Resume } from './Resume'
import { usePlace, type Place } from './use-place'
import { useSendingAnswers } from './use-sending-answers'
import type { Whose } from './whose'

type Props = { instrument: string; askedId: Id | null; whose: Whose; kept: KeptFilling }

/** A questionnaire, from the first question to sending. What was begun goes on without the service. */
export function Questionnaire({ instrument, askedId, whose, kept }: Props) {
  const newest = useResource(() => readInstrument(instrument), instrument)
  const [fresh, setFresh] = useState<Filling | null>(null)
  const isEmpty = kept.isReady && kept.filling === null
  const { value } = newest
  useEffect(() => {
    if (isEmpty && value !== null) setFresh((now) => now ?? begin(value, askedId))
  }, [isEmpty, value, askedId])
  const filling = kept.filling ?? fresh
  if (!kept.isReady || filling === null) {
    return (
      <Page title={words.unknown} back={{ href: whose.after }}>
        {kept.isReady ? <Await of={newest} what={words.what}>{() => null}</Await> : <Loading what={words.what} />}
      </Page>
    )
  }
  return <Filled key={instrument} filling={filling} newest={value} whose={whose} kept={kept} onStartAgain={setFresh} askedId={askedId} />
}

const begin = (instrument: Instrument, askedId: Id | null) => freshFilling(instrument, newId(), new Date().toISOString(), askedId)

type FilledProps = Omit<Props, 'instrument'> & { filling: Filling; newest: Instrument | null; onStartAgain: (fresh: Filling) => void }

function Filled({ filling, newest, whose, kept, askedId, onStartAgain }: FilledProps) {
  const { place, go, goBack, replace } = usePlace()
  const [isResuming, setIsResuming] = useState(kept.isRestored && hasBegun(filling) && place === 1)
  const [isChecking, setIsChecking] = useState(place === 'check')
  const resume = () => {
    replace(1)
    setIsResuming(true)
  }
  const sendingAnswers = useSendingAnswers({ filling, kept, recordId: whose.recordId, isForSomebody: whose.name !== null, after: whose.after, onChanged: resume })
  useNewest(filling, newest, kept, resume)

  const { items } = filling.instrument
  const placeAt = (item: typeof items[number] | null): Place => (item === null ? 'check' : items.indexOf(item) + 1)
  const goTo = (to: Place) => {
    setIsResuming(false)
    if (to === 'check') setIsChecking(true)
    go(to)
  }
  const leave = { href: whose.after, words: whose.name === null && kept.isKept ? words.saveAndLeave : words.leave }
  if (isResuming && place === 1) {
    const startAgain = () => {
      const next = begin(newest ?? filling.instrument, askedId)
      void kept.forget()
      onStartAgain(next)
      kept.keep(next)
      setIsResuming(false)
      setIsChecking(false)
      replace(1)
    }
    return <Resume key="resume" filling={filling} name={whose.name} onGoOn={() => goTo(placeAt(firstOpen(filling)))} onStartAgain={startAgain} leave={leave} />
  }
  if (place === 'check') {
    return <CheckAnswers key="check" filling={filling} whose={whose} sendingAnswers={sendingAnswers} onKeep={kept.keep} onChange={goTo} leave={leave} />
  }
  const item = items[Math.min(place, items.length) - 1]
  if (item === undefined) return null
  const { at, of } = placeOf(filling, item)
  const previous = before(filling, item)
  // From the list one comes back to the list; and there is nothing more to ask once all the others are decided.
  const isLast = isChecking || nextAfter(filling, item) === null || asked(filling).every((other) => other === item || isDecided(givenTo(filling, other.key)))
  return (
    <>
      {!kept.isKept && <Banner>{words.notKept}</Banner>}
      <Question
        key={item.key} filling={filling} item={item} onKeep={kept.keep} isLast={isLast} leave={leave} error={sendingAnswers.sending.fieldError(item.key)}
        onNext={() => goTo(isLast ? 'check' : placeAt(nextAfter(filling, item)))}
        onBack={previous === null && !isChecking ? null : () => goBack(isChecking ? 'check' : placeAt(previous))}
        caption={whose.name === null ? words.place(at, of) : `${words.forThem(whose.name)}. ${words.place(at, of)}`}
        intro={place === 1 && !isChecking ? sayIntro(filling, whose) : null}
      />
    </>
  )
}

function sayIntro({ instrument: { items, minutes } }: Filling, { name }: Whose): string {
  return name === null ? words.intro(items.length, minutes) : `${words.forThemHint} ${words.forThemNotKept}`
}

/** The questions may have changed since these were begun: the answers move over, and the person is told. */
function useNewest(filling: Filling, newest: Instrument | null, { keep }: KeptFilling, onChanged: () => void): void {
  const latest = useRef({ filling, keep, onChanged })
  latest.current = { filling, keep, onChanged }
  useEffect(() => {
    const now = latest.current
    if (newest === null || newest.version === now.filling.instrument.version) return
    now.keep(carryOver(now.filling, newest))
    if (hasBegun(now.filling)) now.onChanged()
  }, [newest])
}
