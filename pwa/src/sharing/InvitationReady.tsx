import { useState } from 'preact/hooks'
import type { InvitationMade } from '../shared/api-types'
import { Button, ButtonGroup, InsetText, LinkButton, QrCode, When } from '../shared/ui'
import { words } from './words'

type Props = { invitation: InvitationMade; wasSent: boolean; onAnother: () => void }

/** What to do with an invitation now: show it, or send it. */
export function InvitationReady({ invitation, wasSent, onAnother }: Props) {
  const { qr, link, expires_at } = invitation
  return (
    <>
      <p>{words.readyUntil} <When at={expires_at} />.{wasSent && ` ${words.readySent}`}</p>
      <h2 class="nhsuk-heading-m">{words.readyIn}</h2>
      <p>{words.readyScan}</p>
      <p><QrCode size={qr.size} path={qr.path} label={words.readyQr} /></p>
      <h2 class="nhsuk-heading-m">{words.readySay}</h2>
      <InsetText><p>{words.readySayBody}</p></InsetText>
      <h2 class="nhsuk-heading-m">{words.readyAway}</h2>
      <p>{words.readyAwayBody}</p>
      <CopyLink link={link} />
      <ButtonGroup>
        <LinkButton href="/caseload">{words.readyPeople}</LinkButton>
        <Button kind="secondary" onClick={onAnother}>{words.readyAnother}</Button>
      </ButtonGroup>
    </>
  )
}

function CopyLink({ link }: { link: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setSaid(words.readyCopied)
    } catch {
      setSaid(words.readyNotCopied)
    }
  }
  return (
    <>
      <p class="wm-invitation-link">{link}</p>
      <Button kind="secondary" onClick={() => void copy()}>{words.readyCopy}</Button>
      <p role="status">{said}</p>
    </>
  )
}
