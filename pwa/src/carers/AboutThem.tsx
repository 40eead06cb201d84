import { useState } from 'preact/hooks'
import type { AboutMe, AboutMeContact, AboutMeEntry } from '../shared/api-types'
import { Details, PhoneLink, Select } from '../shared/ui'
import { addWords } from './api'
import { WordsForm } from './WordsForm'
import { words } from './words'

type Props = { recordId: string; name: string; aboutMe: AboutMe; onNew: () => Promise<void> }

/** What the person wrote about themselves; what others added stands beside it with their name. */
export function AboutThem({ recordId, name, aboutMe: { sections, contacts, may_add: mayAdd }, onNew }: Props) {
  if (sections.length + contacts.length === 0 && !mayAdd) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.aboutTitle(name)}</h2>
      {byHeading(sections).map((entries) => <Heading key={entries[0].heading} name={name} entries={entries} />)}
      {contacts.length > 0 && <Contacts name={name} contacts={contacts} />}
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

function Contacts({ name, contacts }: { name: string; contacts: readonly AboutMeContact[] }) {
  return (
    <>
      <h3 class="nhsuk-heading-s">{words.contactsTitle(name)}</h3>
      <ul class="wm-carer-list">
        {contacts.map(({ id, name: who, relation, phone, note }) => (
          <li key={id}>
            <strong>{who}</strong>{relation !== '' && `, ${relation}`}{' '}{phone !== null && <PhoneLink number={phone} />}
            {note !== '' && <p class="wm-carer-words">{note}</p>}
          </li>
        ))}
      </ul>
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
      >
        <Select name="added-heading" label={words.addWordsWhere} value={heading} onChange={setHeading} options={options} />
      </WordsForm>
    </Details>
  )
}
