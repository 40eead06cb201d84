import { useRoute } from 'preact-iso'
import { useRef, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { PublicTeam } from '../shared/api-types'
import { newId } from '../shared/ids'
import { useUnsavedWork } from '../shared/unsaved'
import { useResource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { Await, Button, ErrorSummary, Failed, Form, Page, PhoneLink, TextArea, TextInput, type FormError } from '../shared/ui'
import { readPublicTeam, tellAsStranger } from './api'
import { words } from './words'
import './styles.scss'

/** A team's own page, open to everybody: whoever was not invited may tell it something too. */
export function PublicTellPage() {
  const teamId = useRoute().params.teamId ?? ''
  const team = useResource(() => readPublicTeam(teamId), teamId)
  const [isSent, setIsSent] = useState(false)
  const isGone = team.error instanceof ApiError && team.error.status === 404
  return (
    <Page title={isSent ? words.publicSentTitle : words.publicTitle}>
      {isGone
        ? <p>{words.gone}</p>
        : (
            <Await of={team} what={words.public}>
              {(found) => (isSent ? <p>{words.publicSent}</p> : <Tell team={found} onSent={() => setIsSent(true)} />)}
            </Await>
          )}
      <p>{words.danger}</p>
    </Page>
  )
}

const empty = { about: '', sender_name: '', sender_contact: '', words: '' }
type Field = keyof typeof empty
const needed = ['about', 'sender_name', 'words'] as const

function Tell({ team, onSent }: { team: PublicTeam; onSent: () => void }) {
  const [said, setSaid] = useState(empty)
  const [found, setFound] = useState<FormError[]>([])
  const last = useRef({ content: '', id: '' })
  const sending = useSending()
  useUnsavedWork(said.words !== '')
  const change = (field: Field) => (value: string) => setSaid((before) => ({ ...before, [field]: value }))
  const errorOf = (field: Field) => found.find((error) => error.field === field)?.words ?? sending.fieldError(field)
  const send = () => {
    const missing = needed.filter((field) => said[field].trim() === '').map((field) => ({ field, words: words.publicMissing[field] }))
    setFound(missing)
    if (missing.length > 0) return
    const content = JSON.stringify(said)
    if (last.current.content !== content) last.current = { content, id: newId() }
    const telling = { ...said, sender_contact: said.sender_contact.trim() === '' ? null : said.sender_contact }
    void sending.send(() => tellAsStranger(team.id, last.current.id, telling)).then((isDone) => isDone && onSent())
  }
  return (
    <>
      <p>{words.publicIntro(team.name, team.organisation)}</p>
      <p>{words.publicNothingBack}</p>
      <Form onSend={send}>
        <ErrorSummary errors={found} />
        {sending.error !== null && <Failed what={words.notSent} error={sending.error} safe={words.stillHere} onRetry={send} />}
        <TextInput name="about" label={words.publicAbout} hint={words.publicAboutHint} value={said.about} onInput={change('about')} error={errorOf('about')} />
        <TextArea name="words" label={words.tellLabel} hint={words.tellHint} limit={4000} value={said.words} onInput={change('words')} error={errorOf('words')} />
        <TextInput name="sender_name" label={words.publicName} value={said.sender_name} onInput={change('sender_name')} error={errorOf('sender_name')} autocomplete="name" />
        <TextInput
          name="sender_contact" label={words.publicContact} hint={words.publicContactHint} value={said.sender_contact}
          onInput={change('sender_contact')} error={errorOf('sender_contact')}
        />
        <Button type="submit" isBusy={sending.isSending} busyWords={words.sending}>{words.tellSend}</Button>
      </Form>
      {team.phone !== null && <p>{words.publicRing(team.name)}: <PhoneLink number={team.phone} /></p>}
    </>
  )
}
