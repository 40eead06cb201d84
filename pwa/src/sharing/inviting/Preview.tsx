import type { SectionName } from '../../shared/api-types'
import { useMe } from '../../shared/session'
import { InsetText } from '../../shared/ui'
import type { StepProps } from './draft'
import { AboutMeShown, RequestsShown } from './PreviewParts'
import { PlansShown } from './PreviewPlans'
import { StepPage } from './StepPage'
import { words } from './words'

/** What the other would see now, before anything is made. */
export function Preview({ draft, caption, onNext, onBack, team }: StepProps & { team: string | null }) {
  const { name: mine } = useMe()
  const { name, asks, choice } = draft
  return (
    <StepPage key="preview" title={words.previewTitle(name)} caption={caption} onSend={onNext} onBack={onBack}>
      <div class="wm-preview" role="group" aria-label={words.previewLabel(name)}>
        <h2 class="wm-preview__name">{mine}</h2>
        {team !== null && <p>{team}</p>}
        <Asks heading={words.previewDo(mine)} said={asks.please_do} />
        <Asks heading={words.previewDont(mine)} said={asks.please_dont} />
        {choice.sections.map((section) => <Section key={section} section={section} mine={mine} />)}
      </div>
      <p>{choice.sections.length === 0 ? words.previewNothing : words.previewRest(name)}</p>
    </StepPage>
  )
}

function Asks({ heading, said }: { heading: string; said: string }) {
  if (said.trim() === '') return null
  return <InsetText><p><strong>{heading}</strong></p><p class="wm-own-words">{said.trim()}</p></InsetText>
}

function Section({ section, mine }: { section: SectionName; mine: string }) {
  if (section === 'step_ups') return <RequestsShown mine={mine} />
  if (section === 'about_me') return <AboutMeShown />
  return <PlansShown section={section} />
}
