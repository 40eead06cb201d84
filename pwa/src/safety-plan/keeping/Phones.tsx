import { useState } from 'preact/hooks'
import type { KeptPhone, KeptPhones } from '../../shared/api-types'
import { Await, Banner, Button, Failed, Tag, When } from '../../shared/ui'
import type { Resource } from '../../shared/use-resource'
import { useSending } from '../../shared/use-sending'
import { forgetPhone } from './api'
import { words } from './words'

/** Every phone and computer that keeps the plan, and the way to have each forget it. */
export function Phones({ of: phones, onRemoveHere }: { of: Resource<KeptPhones>; onRemoveHere: () => void }) {
  const [forgotten, setForgotten] = useState<string | null>(null)
  const { error, send } = useSending()
  const forget = (phone: KeptPhone) => {
    setForgotten(null)
    if (phone.is_this) { onRemoveHere(); return }
    void send(async () => {
      await forgetPhone(phone.id)
      setForgotten(phone.device)
      await phones.reload()
    })
  }
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.phonesHeading}</h2>
      {forgotten !== null && <Banner kind="good">{words.forgotten(forgotten)}</Banner>}
      {error !== null && <Failed what={words.forgetting} error={error} />}
      <Await of={phones} what={words.what}>
        {({ phones: all }) => (all.length === 0 ? <p>{words.phonesNone}</p> : (
          <ul class="wm-kept__phones">{all.map((phone) => <Phone key={phone.id} phone={phone} onForget={() => forget(phone)} />)}</ul>
        ))}
      </Await>
    </>
  )
}

function Phone({ phone: { device, seen_at: seenAt, is_this: isThis }, onForget }: { phone: KeptPhone; onForget: () => void }) {
  return (
    <li class="wm-kept__phone">
      <strong>{device}</strong> {isThis && <Tag>{words.phoneThis}</Tag>}
      <p class="nhsuk-hint">{words.phoneSeen} <When at={seenAt} as="day" /></p>
      {isThis
        ? <Button kind="secondary" onClick={onForget}>{words.forgetHere}</Button>
        : <Button kind="secondary" onClick={onForget} label={words.forgetLabel(device)}>{words.forget}</Button>}
    </li>
  )
}
