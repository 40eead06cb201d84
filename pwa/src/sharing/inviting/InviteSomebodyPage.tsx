import { useState } from 'preact/hooks'
import type { Id, MySharing } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { useUnsavedWork } from '../../shared/unsaved'
import { Await, Page } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { readMySharing } from '../people/api'
import { after, before, isBegun, noDraft, stepsOf, type Draft, type Step, type StepProps } from './draft'
import { Asking } from './Asking'
import { KindHelp } from './KindHelp'
import { Preview } from './Preview'
import { PrivateQuestion } from './PrivateQuestion'
import { SendStep } from './SendStep'
import { WhatStep } from './WhatStep'
import { TermsStep } from './TermsStep'
import { Who } from './Who'
import { words } from './words'
import '../styles.scss'

/** Inviting somebody, one thing at a time. Each step is a page of its own, so that the focus goes along. */
export function InviteSomebodyPage() {
  const sharing = useResource(readMySharing)
  const [id] = useState(newId)
  const [draft, setDraft] = useState<Draft>(noDraft)
  const [step, setStep] = useState<Step>('private')
  useUnsavedWork(isBegun(draft))

  if (step === 'private') return <PrivateQuestion onFree={() => setStep('who')} onPressed={() => setStep('help')} />
  if (step === 'help') return <KindHelp onNext={() => setStep('who')} />
  const steps = stepsOf(draft)
  const given: StepProps = {
    draft,
    change: (some) => setDraft((now) => ({ ...now, ...some })),
    caption: words.step(steps.indexOf(step) + 1, steps.length),
    onNext: () => setStep(after(step, draft)),
    onBack: () => setStep(before(step, draft)),
  }
  if (step === 'who') return <Who {...given} />
  if (sharing.value === null) return <Page key="wait" title={words.sectionsTitle(draft.name)}><Await of={sharing} what={words.get}>{() => null}</Await></Page>
  return <LaterStep step={step} id={id} given={given} sharing={sharing.value} onStale={() => void sharing.reload()} />
}

type LaterProps = { step: Exclude<Step, 'private' | 'help' | 'who'>; given: StepProps; id: Id; sharing: MySharing; onStale: () => void }

function LaterStep({ step, given, id, sharing, onStale }: LaterProps) {
  if (step === 'sections') return <WhatStep {...given} />
  if (step === 'terms') return <TermsStep {...given} />
  if (step === 'asks') return <Asking {...given} />
  if (step === 'preview') return <Preview {...given} team={sharing.team?.team.name ?? null} />
  return <SendStep {...given} id={id} wording={sharing.wording} onStale={onStale} />
}
