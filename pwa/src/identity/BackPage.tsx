import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { NamedProvider } from '../shared/api-types'
import { isStaffs } from '../shared/providers'
import { me } from '../shared/session'
import { LinkButton, Page } from '../shared/ui'
import { back, forgetBack, takeUp } from './coming-back'
import { endings } from './back-words'
import { words } from './provider-words'
import { Refused } from './Refused'
import { TalkNow } from './TalkNow'

/** Where a provider sends people back. It finishes the sign-in at once; each way in which that can end has its own words. */
export function BackPage() {
  const { route } = useLocation()
  // Before the first drawing: that it is over must not flash up.
  useState(() => void takeUp(route))
  useEffect(() => forgetBack, [])
  const now = back.value
  if (now.state === 'asking') return <OneMoment name={now.asked?.provider.name ?? null} />
  if (now.state === 'unknown') return <Unknown provider={now.provider} />
  if (now.state === 'refused') return <Refused error={now.error} asked={now.asked} />
  return <Refused ending={endings.none?.('')} asked={null} />
}

function OneMoment({ name }: { name: string | null }) {
  return (
    <Page key="asking" title={words.momentTitle}>
      <p role="status">{name === null ? words.momentPlain : words.momentBody(name)}</p>
    </Page>
  )
}

/** The provider knows somebody whom we do not: nothing was opened, and it can be added to an account that is there. */
function Unknown({ provider: { key, name } }: { provider: NamedProvider }) {
  const isHere = me.value !== null
  return (
    <Page key="unknown" title={words.unknownTitle}>
      <p>{words.unknownBody(name)}</p>
      <h2 class="nhsuk-heading-m">{words.unknownHave}</h2>
      <p>{words.unknownHaveBody(name)}</p>
      <LinkButton href={isHere ? '/account' : '/?next=/account'}>{isHere ? words.identityAdd(name) : words.unknownSignIn}</LinkButton>
      <h2 class="nhsuk-heading-m">{words.unknownNew}</h2>
      <p>{isStaffs(key) ? words.unknownStaff : words.unknownNewBody}</p>
      <TalkNow />
    </Page>
  )
}
