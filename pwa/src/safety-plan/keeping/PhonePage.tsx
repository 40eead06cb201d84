import { useState } from 'preact/hooks'
import { keepPlan, keptMark, removeKept, type KeptHow } from '../../shared/device/kept'
import { keptTrouble } from '../../shared/device/kept/trouble'
import { sayExactly } from '../../shared/times'
import { Banner, Button, Details, Page, WarningCallout } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { useSending } from '../../shared/use-sending'
import { readPhones } from './api'
import { ChooseHow } from './ChooseHow'
import { Phones } from './Phones'
import { words, type Choice } from './words'
import './styles.scss'

type Said = { choice: Choice; isPersistent: boolean } | { refused: string } | null

/** Whether and how this phone keeps her plan: asked in plain words, and changed here at any time. */
export function PhonePage() {
  const [said, setSaid] = useState<Said>(null)
  const phones = useResource(readPhones)
  const { isSending, send } = useSending()
  const choose = (choice: Choice, pin?: string) => void send(async () => {
    setSaid(null)
    setSaid(await carryOut(choice, pin))
    await phones.reload()
  })
  return (
    <Page title={words.phoneTitle} back={{ href: '/my-plan', words: words.phoneBack }}>
      <p>{words.phoneIntro}</p>
      <Outcome said={said} />
      <Lost onKeep={choose} isBusy={isSending} />
      <Now />
      <ChooseHow isBusy={isSending} onChoose={choose} />
      <Details summary={words.moreSummary}>
        <ul class="nhsuk-list nhsuk-list--bullet">{words.more.map((line) => <li key={line}>{line}</li>)}</ul>
      </Details>
      <Phones of={phones} onRemoveHere={() => choose('none')} />
    </Page>
  )
}

async function carryOut(choice: Choice, pin?: string): Promise<Said> {
  if (choice === 'none') {
    await removeKept()
    keptTrouble.value = null
    return { choice, isPersistent: true }
  }
  const kept = await keepPlan(choice, pin === undefined ? undefined : { pin })
  return kept.state === 'kept' ? { choice, isPersistent: kept.isPersistent } : { refused: words.refused[kept.because] }
}

function Outcome({ said }: { said: Said }) {
  if (said === null) return null
  if ('refused' in said) return <div role="alert"><WarningCallout heading={words.refusedHeading}><p>{said.refused}</p></WarningCallout></div>
  return (
    <Banner kind="good" heading={words.done[said.choice]}>
      {said.choice !== 'none' && <p>{words.whereToFind}</p>}
      {!said.isPersistent && <p>{words.notForEver}</p>}
    </Banner>
  )
}

/** Kept once and cleared away by the browser: one tap keeps it again, but for what needs a PIN or a passkey of hers. */
function Lost({ onKeep, isBusy }: { onKeep: (how: KeptHow) => void; isBusy: boolean }) {
  if (keptTrouble.value === null) return null
  const how = keptMark.value?.how ?? 'open'
  return (
    <WarningCallout heading={words.lostHeading}>
      <p>{words.lostBody}</p>
      {how !== 'pin' && <Button onClick={() => onKeep(how)} isBusy={isBusy} busyWords={words.saving}>{words.keepAgain}</Button>}
    </WarningCallout>
  )
}

function Now() {
  const mark = keptMark.value
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.nowHeading}</h2>
      <p>{words.now[mark?.how ?? 'none']} {mark !== null && words.asOf(sayExactly(mark.asOf))}</p>
      {mark !== null && <p><a href="/my-plan/now">{words.openIt}</a></p>}
    </>
  )
}
