import { useState } from 'preact/hooks'
import type { AboutMe, AboutMeEntry } from '../shared/api-types'
import { Details, Select } from '../shared/ui'
import { addWords } from './api'
import { ContactList } from './ContactList'
import { WordsForm } from './WordsForm'
import { words } from './words'

type Props = {
  recordId: string
  name: string
  aboutMe: AboutMe
  /** Said where nothing is written; without it the whole part stays away. */
  none?: string
  onNew: () => Promise<void>
}

/** What the person wrote about themselves; what others added stands beside it with their name. */
export function AboutThem({ recordId, name, aboutMe: { sections, contacts, may_add: mayAdd }, none, onNew }: Props) {
  const isEmpty = sections.length + contacts.length === 0
  if (isEmpty && !mayAdd && none === undefined) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.aboutTitle(name)}</h2>
      {isEmpty && none !== undefined && <p>{none}</p>}
      {byHeading(sections).map((entries) => <Heading key={entries[0].heading} name={name} entries={entries} />)}
      {contacts.length > 0 && <h3 class="nhsuk-heading-s">{words.contactsTitle(name)}</h3>}
      {contacts.length > 0 && <ContactList name={name} contacts={contacts} />}
      {mayAdd && <Add recordId={recordId} name={name} own={sections.filter(({ is_mine: isMine }) => isMine)} onNew={onNew} />}
    </section>
  )
}

type Some<T> = [T, ...T[]]

function byHeading(entries: readonly AboutMeEntry[]): Some<AboutMeEntry>[] {
  const groups: Some<AboutMeEntry>[] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last?.[0].heading === entry.heading) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

function Heading({ name, entries }: { name: string; entries: Some<AboutMeEntry> }) {
  return (
    <>
      <h3 class="nhsuk-heading-s">{words.headings[entries[0].heading] ?? entries[0].title}</h3>
      {entries.map((entry) => (
        <p key={entry.id} class="wm-carer-words">
          {entry.by !== name && <><span class="wm-carer-facts">{words.added(entry.by, entry.is_mine)}</span>{' '}</>}{entry.words}
        </p>
      ))}
    </>
  )
}

function Add({ recordId, name, own, onNew }: { recordId: string; name: string; own: readonly AboutMeEntry[]; onNew: () => Promise<void> }) {
  const [heading, setHeading] = useState('matters')
  const options = Object.entries(words.headings).map(([value, label]) => ({ value, label }))
  const before = own.find((entry) => entry.heading === heading)
  return (
    <Details summary={words.addWords}>
      <WordsForm
        name="added-words" label={words.addWordsLabel} hint={words.addWordsHint(name)} send={words.addWordsSend}
        onSend={async (said, id) => {
          const all = before === undefined ? said : `${before.words}\n${said}`
          await addWords(recordId, id, { heading, words: all, replaces: before?.id ?? null })
          await onNew()
        }}
        above={<Select name="added-heading" label={words.addWordsWhere} value={heading} onChange={setHeading} options={options} />}
      />
    </Details>
  )
}
