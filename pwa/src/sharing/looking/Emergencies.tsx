import type { EmergencyAboutMe } from '../../shared/api-types'
import { Quote, WarningCallout, When } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { readEmergencies } from './api'
import { words } from './words'

/** Who looked without permission, and everything that there is to know about it. Above the list: it must not be missed. */
export function Emergencies() {
  const found = useResource(readEmergencies)
  return <>{(found.value ?? []).map((one) => <OneEmergency key={one.id} one={one} />)}</>
}

function OneEmergency({ one }: { one: EmergencyAboutMe }) {
  const { by, team, reason, began_at, ends_at, told_later_because: because, was_told_later: isLate, outcome } = one
  return (
    <WarningCallout heading={words.emergencyHeading}>
      <p>{words.emergency(by, team)} {words.emergencyWhen} <When at={began_at} /> {words.emergencyUntil} <When at={ends_at} as="clock" />.</p>
      <p>{words.emergencyWhy}</p>
      <Quote words={reason} />
      <p>{words.emergencySaw}</p>
      {because !== null && <><p>{words.toldLater}</p><Quote words={because} /></>}
      {because === null && isLate && <p>{words.toldLaterPlain}</p>}
      <p>{outcome === null ? words.outcomeNone : words.outcomes[outcome]}</p>
    </WarningCallout>
  )
}
