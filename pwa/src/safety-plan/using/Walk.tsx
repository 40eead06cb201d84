import type { PlanItem } from '../../shared/api-types'
import { me } from '../../shared/session'
import { Button, Page } from '../../shared/ui'
import { sayDay } from '../../shared/times'
import type { InUse } from './find-plan'
import { End, Good, Which } from './HowItWent'
import { markHelped } from './helped'
import { itemsOn, readingOf, type Screen } from './screens'
import { Section } from './Section'
import { Talk } from './Talk'
import { TopRow } from './TopRow'
import { usePlace, type Place, type Places } from './use-place'
import { words } from './words'

/** These lead to somebody by themselves; each other screen has the way below it. */
const hasOwnWay: readonly Place['at'][] = ['talk', 'end']

type Props = { inUse: InUse; screens: readonly Screen[] }

/** Her plan, one screen after the other. Nothing is counted; she may stop anywhere. */
export function Walk({ inUse, screens }: Props) {
  const places = usePlace()
  const { place, go } = places
  const screen = screenAt(places, screens)
  const isFirst = screen === screens[0] && place.at === 'section'
  return (
    // Each screen is a page of its own to a screen reader: the focus goes to its heading.
    <div key={JSON.stringify(place)}>
      <TopRow goBack={places.goBack} texts={place.at === 'section' && screen !== undefined ? readingOf(screen) : []} />
      <Page title={titleOf(places, screen)} windowTitle={words.title}>
        <div class="wm-use">
          {isFirst && <Beginning inUse={inUse} />}
          <Shown {...{ inUse, screens, screen, places }} />
          {!hasOwnWay.includes(place.at) && <div class="wm-use__talk"><Button kind="secondary" isLarge onClick={() => go({ at: 'talk' })}>{words.talk}</Button></div>}
        </div>
      </Page>
    </div>
  )
}

function screenAt({ place }: Places, screens: readonly Screen[]): Screen | undefined {
  const heading = 'heading' in place ? place.heading : null
  return screens.find((one) => one.heading === heading) ?? screens[0]
}

function titleOf({ place }: Places, screen: Screen | undefined): string {
  if (place.at === 'which') return words.whichTitle
  if (place.at === 'good') return words.goodTitle
  if (place.at === 'talk') return words.talkTitle
  if (place.at === 'end') return place.hasStopped ? words.stoppedTitle : words.endTitle
  return screen?.title ?? words.title
}

/** Said once, at the beginning. */
function Beginning({ inUse: { asOf } }: { inUse: InUse }) {
  return <p class="wm-use__note">{words.nothingSent}{asOf !== null && ` ${words.asOf(sayDay(asOf))}`}</p>
}

function Shown({ inUse, screens, screen, places: { place, go, goBack } }: Props & { screen: Screen | undefined; places: Places }) {
  if (place.at === 'talk') return <Talk inUse={inUse} onBack={goBack ?? (() => go({ at: 'section', heading: null }))} />
  if (place.at === 'end') {
    return <End hasStopped={place.hasStopped} isSignedIn={me.value?.is_person === true} onAgain={() => go({ at: 'section', heading: null })} onTalk={() => go({ at: 'talk' })} />
  }
  if (screen === undefined) return null
  const { heading } = screen
  const next = screens[screens.indexOf(screen) + 1]
  const goOn = () => go(next === undefined ? { at: 'end', hasStopped: false } : { at: 'section', heading: next.heading })
  const helped = (item: PlanItem) => {
    void markHelped(inUse.accountId, item.id)
    go({ at: 'good', heading })
  }
  const items = itemsOn(screen)
  if (place.at === 'good') return <Good onStop={() => go({ at: 'end', hasStopped: true })} onGoOn={goOn} />
  if (place.at === 'which') return <Which items={items} onChoose={helped} onSkip={() => go({ at: 'good', heading })} />
  const only = items.length === 1 ? items[0] : undefined
  const itHelped = () => {
    if (only !== undefined) helped(only)
    else go({ at: items.length === 0 ? 'good' : 'which', heading })
  }
  return <Section screen={screen} readPhoto={inUse.readPhoto} onNext={goOn} onHelped={itHelped} />
}
