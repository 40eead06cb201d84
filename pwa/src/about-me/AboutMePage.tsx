import { useState } from 'preact/hooks'
import type { AboutMe, AboutMeEntry } from '../shared/api-types'
import { useMe } from '../shared/session'
import { Await, Button, InsetText, Page } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource, type Resource } from '../shared/use-resource'
import { readAboutMe } from './api'
import { Contacts } from './Contacts'
import { EditEntry } from './EditEntry'
import { ToldAboutMe } from './ToldAboutMe'
import { words } from './words'
import './styles.scss'

/** What a person wants others to know: reading first, one heading edited at a time. */
export function AboutMePage() {
  const recordId = useMe().record_id ?? ''
  const aboutMe = useResource(() => readAboutMe(recordId), recordId)
  const [open, setOpen] = useState<string | null>(null)
  // What is being written stays in its place while others add something.
  useNews(() => void (open === null && aboutMe.reload()))
  return (
    <Page title={words.title} back={{ href: '/people', words: words.back }}>
      <p>{words.intro}</p>
      <Await of={aboutMe} what={words.what}>
        {(all) => <Everything recordId={recordId} all={all} resource={aboutMe} open={open} onOpen={setOpen} />}
      </Await>
    </Page>
  )
}

type Props = { recordId: string; all: AboutMe; resource: Resource<AboutMe>; open: string | null; onOpen: (what: string | null) => void }

function Everything({ recordId, all, resource, open, onOpen }: Props) {
  const isEmpty = all.sections.length === 0 && all.contacts.length === 0
  return (
    <>
      {isEmpty && open === null && <InsetText>{words.first}</InsetText>}
      {words.headings.map((heading) => (
        <Heading
          key={heading.heading} {...heading} recordId={recordId} isOpen={open === heading.heading} onOpen={onOpen} resource={resource}
          entries={all.sections.filter((entry) => entry.heading === heading.heading)}
        />
      ))}
      <Contacts recordId={recordId} contacts={all.contacts} open={open} onOpen={onOpen} resource={resource} />
      <p><a class="wm-about__link" href="/people">{words.choose}</a></p>
      <ToldAboutMe />
    </>
  )
}

type HeadingProps = {
  heading: string
  title: string
  asks: string
  recordId: string
  entries: readonly AboutMeEntry[]
  isOpen: boolean
  onOpen: (what: string | null) => void
  resource: Resource<AboutMe>
}

function Heading({ heading, title, asks, recordId, entries, isOpen, onOpen, resource }: HeadingProps) {
  const own = entries.find((entry) => entry.is_mine) ?? null
  const others = entries.filter((entry) => !entry.is_mine)
  return (
    <section class="wm-about">
      <h2 class="nhsuk-heading-s">{title}</h2>
      {isOpen
        ? <EditEntry recordId={recordId} heading={heading} title={title} asks={asks} own={own} resource={resource} onDone={() => onOpen(null)} />
        : (
            <>
              <p class={own === null ? 'wm-about__none' : 'wm-about__words'}>{own?.words ?? words.nothingYet}</p>
              {others.map((entry) => (
                <p key={entry.id} class="wm-about__words"><span class="wm-about__none">{words.added(entry.by)}</span> {entry.words}</p>
              ))}
              <Button kind="quiet" onClick={() => onOpen(heading)} label={own === null ? words.writeLabel(title) : words.changeLabel(title)}>
                {own === null ? words.write : words.change}
              </Button>
            </>
          )}
    </section>
  )
}
