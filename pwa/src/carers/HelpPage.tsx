import type { CarersHelp } from '../shared/api-types'
import { Await, Page, When } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readHelp } from './api'
import { words } from './words'
import './styles.scss'

/** Help for the carer themselves, as the trust keeps it. */
export function HelpPage() {
  const help = useResource(readHelp)
  return (
    <Page title={words.helpTitle}>
      <Await of={help} what={words.help}>{(all) => <Sections help={all} />}</Await>
    </Page>
  )
}

function Sections({ help: { sections, source, as_of: asOf } }: { help: CarersHelp }) {
  return (
    <>
      {sections.map(({ title, paragraphs, links }) => (
        <section key={title}>
          <h2 class="nhsuk-heading-m">{title}</h2>
          {paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
          {links.map((link) => <p key={link.href}><a class="wm-carer-link" href={link.href}>{link.words}</a></p>)}
        </section>
      ))}
      <p class="wm-carer-facts">{words.helpFrom(source)} {words.helpChecked} <When at={asOf} as="day" />.</p>
    </>
  )
}
