import type { PlanItem } from '../../shared/api-types'
import { me } from '../../shared/session'
import { Button, CrisisContacts, LinkButton, PhoneLink } from '../../shared/ui'
import type { InUse } from './find-plan'
import { withPhone } from './screens'
import { Ways } from './Ways'
import { words } from './words'

/** Every way to a person, one tap each: those she chose first, then those who are always there. */
export function Talk({ inUse: { plan, teamPhone }, onBack }: { inUse: InUse; onBack: () => void }) {
  return (
    <>
      <p class="wm-use__lead">{words.talkIntro}</p>
      {me.value?.is_person === true && <LinkButton href="/ask" isLarge>{words.talkAsk}</LinkButton>}
      <Who title={words.talkPeople} items={withPhone(plan, 'people')} />
      <Who title={words.talkServices} items={withPhone(plan, 'services')}>
        {teamPhone !== null && (
          <li class="wm-use__item">
            <p class="wm-use__words">{teamPhone.name}</p>
            <PhoneLink number={teamPhone.phone} />
          </li>
        )}
      </Who>
      <h2 class="nhsuk-heading-m wm-use__part">{words.talkNow}</h2>
      <CrisisContacts />
      <Button kind="secondary" isLarge onClick={onBack}>{words.talkBack}</Button>
    </>
  )
}

type WhoProps = { title: string; items: readonly PlanItem[]; children?: preact.ComponentChildren }

function Who({ title, items, children }: WhoProps) {
  if (items.length === 0 && !children) return null
  return (
    <>
      <h2 class="nhsuk-heading-m wm-use__part">{title}</h2>
      <ul class="wm-use__items">
        {items.map((item) => (
          <li key={item.id} class="wm-use__item">
            <p class="wm-use__words">{item.words}</p>
            <Ways of={item} />
          </li>
        ))}
        {children}
      </ul>
    </>
  )
}
