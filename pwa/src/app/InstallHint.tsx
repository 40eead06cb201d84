import { Button, ButtonGroup, InsetText } from '../shared/ui'
import { capabilities } from '../shared/capabilities'
import { install, installOffer, isHintWanted, refuseHint } from './install'
import { words } from './words'

/** Offers to keep the app on the device, once; where the browser cannot ask, says how it is done. */
export function InstallHint() {
  const canAsk = installOffer.value !== null
  if (!isHintWanted.value || capabilities.isInstalled() || !(canAsk || capabilities.isApplePhone())) return null
  return (
    <InsetText>
      <h2 class="nhsuk-heading-s">{words.installHeading}</h2>
      <p>{words.installBody}</p>
      {!canAsk && <p>{words.installApple}</p>}
      <ButtonGroup>
        {canAsk && <Button kind="secondary" onClick={() => void install()}>{words.installButton}</Button>}
        <Button kind="quiet" onClick={refuseHint}>{words.installLater}</Button>
      </ButtonGroup>
    </InsetText>
  )
}
