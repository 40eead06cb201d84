import { useState } from 'preact/hooks'
import { Button, Details, InsetText, LinkButton, QrCode, WarningCallout, When } from '../../shared/ui'
import { words } from '../inviting/words'
import type { FreshLink } from './fresh-link'

/** The link first, in the way she chose; the code apart from it. */
export function ReadyLink({ name, how, contact, link, code, qr, expires_at }: FreshLink) {
  const scan = <Scan name={name} qr={qr} />
  const send = <SendLink link={link} name={name} />
  return (
    <>
      <section>
        <h2 class="nhsuk-heading-m">{words.readyLink}</h2>
        {contact !== null && <p>{words.readySent(contact)}</p>}
        {how === 'here' ? scan : how === 'self' && send}
        <p>{words.readyUntil} <When at={expires_at} />.</p>
        {how === 'here' ? <Details summary={words.readyOrLink}>{send}</Details> : <Details summary={words.readyOr}>{scan}</Details>}
      </section>
      <section class="wm-code">
        <h2 class="nhsuk-heading-m">{words.readyCode}</h2>
        <p class="wm-code__digits" role="img" aria-label={words.readyCodeLabel(code)}>{code.slice(0, 3)}&nbsp;{code.slice(3)}</p>
        <InsetText><p>{words.readySay}</p></InsetText>
      </section>
      <WarningCallout heading={words.readyOnceHeading}><p>{words.readyOnce}</p></WarningCallout>
      <LinkButton href="/people">{words.readyDone}</LinkButton>
    </>
  )
}

function Scan({ name, qr }: Pick<FreshLink, 'name' | 'qr'>) {
  return (
    <>
      <p>{words.readyScan(name)}</p>
      <p><QrCode size={qr.size} path={qr.path} label={words.readyQr} /></p>
    </>
  )
}

function SendLink({ link, name }: Pick<FreshLink, 'link' | 'name'>) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setSaid(words.readyCopied)
    } catch {
      setSaid(words.readyNotCopied)
    }
  }
  // Closing the phone's own sheet is no problem to report.
  const share = () => void navigator.share({ url: link }).catch(() => undefined)
  const shareButton = 'share' in navigator ? <Button kind="secondary" onClick={share}>{words.readyShare}</Button> : null
  return (
    <>
      <p>{words.readySelf(name)}</p>
      <p class="wm-invitation-link">{link}</p>
      <div class="wm-button-group">
        {shareButton}
        <Button kind="secondary" onClick={() => void copy()}>{words.readyCopy}</Button>
      </div>
      <p role="status">{said}</p>
    </>
  )
}
