import { ContinueWith } from '../shared/ContinueWith'
import { me } from '../shared/session'
import type { Asked } from '../shared/to-provider'
import { LinkButton, Page } from '../shared/ui'
import { words, type Ending, type NextStep } from './back-words'
import { endingOf } from './endings'
import { TalkNow } from './TalkNow'

type Props = { error?: unknown; ending?: Ending | undefined; asked: Asked | null }

/** Why nobody was let in, what is safe, what to do next, and whom to ring. Who was signed in stays so. */
export function Refused({ error, ending = endingOf(error, null), asked }: Props) {
  const { title, body, steps, aboutLower } = error === undefined ? ending : endingOf(error, asked)
  const someone = me.value
  const shown = someone === null ? steps : steps.filter((step) => step !== 'other')
  return (
    <Page key={title} title={title} windowTitle={words.windowTitle}>
      {body.map((line) => <p key={line}>{line}</p>)}
      {steps.includes('lower') && <p>{aboutLower}</p>}
      {someone !== null && <p>{words.stillHere(someone.name)}</p>}
      {shown.map((step, place) => <Step key={step} step={step} asked={asked} isMain={place === 0} />)}
      {someone !== null && <LinkButton href={asked?.return_to ?? '/'} kind={shown.length === 0 ? 'primary' : 'secondary'}>{words.goOn}</LinkButton>}
      <TalkNow />
    </Page>
  )
}

function Step({ step, asked, isMain }: { step: NextStep; asked: Asked | null; isMain: boolean }) {
  const kind = isMain ? 'primary' : 'secondary'
  if (step === 'other') return <div><LinkButton href="/" kind={kind}>{words.other}</LinkButton></div>
  if (step === 'join') return <p>{words.joinBody}</p>
  if (asked === null || step === 'wait') return null
  const { provider, purpose, return_to } = asked
  const isLower = step === 'lower' || (step === 'again' && asked.lower === true)
  const says = { again: words.again(provider.name), proof: words.proof, lower: words.lower }[step]
  return <div><ContinueWith provider={provider} ask={{ purpose, return_to, ...(isLower ? { lower: true } : {}) }} kind={kind}>{says}</ContinueWith></div>
}
