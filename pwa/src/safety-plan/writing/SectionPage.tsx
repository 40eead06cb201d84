import { useRoute } from 'preact-iso'
import { Await, Page } from '../../shared/ui'
import { isHeading, sectionWords } from '../sections'
import { useMyPlan } from '../use-my-plan'
import { words } from './words'
import { WriteSection } from './WriteSection'
import './styles.scss'

/** One section of her plan, to write in. */
export function SectionPage() {
  const heading = useRoute().params.heading ?? ''
  const plan = useMyPlan()
  const isKnown = isHeading(heading)
  return (
    <Page title={isKnown ? sectionWords[heading].title : words.notASection} back={{ href: '/my-plan', words: words.back }}>
      {isKnown && (
        <Await of={plan} what={words.what}>
          {(known) => {
            const section = known.sections.find((one) => one.heading === heading)
            return section === undefined ? <p>{words.notASection}</p> : <WriteSection key={heading} plan={plan} known={known} section={section} />
          }}
        </Await>
      )}
    </Page>
  )
}
