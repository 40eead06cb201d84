import { useRoute } from 'preact-iso'
import { useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { OwnMessage } from '../shared/api-types'
import { Await, Banner, Checkbox, Page, Quote, Tag, When } from '../shared/ui'
import { tellTeam, watchMessages, watchSupported, type Supported } from './api'
import { ReadBy } from './ReadBy'
import { useWatched } from '../shared/use-watched'
import { WordsForm } from './WordsForm'
import { words } from './words'
import './styles.scss'

/** Telling the team something: possible also where nothing is shared. Back comes who has read it, and nothing else. */
export function TellPage() {
  const recordId = useRoute().params.recordId ?? ''
  const supported = useWatched((watch) => watchSupported(watch, recordId), recordId)
  const messages = useWatched(watchMessages)
  const name = supported.value?.around.preferred_name ?? ''
  const isGone = supported.error instanceof ApiError && supported.error.status === 404
  return (
    <Page title={words.tellTitle} back={{ href: `/support/${recordId}`, words: name === '' ? words.back : name }}>
      {isGone
        ? <p>{words.gone}</p>
        : <Await of={supported} what={words.what}>{(all) => <Tell all={all} onSent={messages.reload} />}</Await>}
      <h2 class="nhsuk-heading-m">{words.toldTitle}</h2>
      <Await of={messages} what={words.told}>
        {(all) => <Told messages={all.filter((message) => message.record_id === recordId)} />}
      </Await>
    </Page>
  )
}

function Tell({ all: { person, around }, onSent }: { all: Supported; onSent: () => Promise<void> }) {
  const [inConfidence, setInConfidence] = useState(false)
  const [isSent, setIsSent] = useState(false)
  const name = around.preferred_name
  if (person === null || around.team === null) return <p>{person === null ? words.gone : words.noTeam}</p>
  return (
    <>
      <p>{words.tellAbout(name, around.team.name)}</p>
      <p>{words.tellNotUrgent} {words.danger}</p>
      {isSent && <Banner kind="good">{words.sent}</Banner>}
      <WordsForm
        name="telling" label={words.tellLabel} hint={words.tellHint} send={words.tellSend}
        onSend={async (said, id) => {
          await tellTeam(id, { trusted_person_id: person.trusted_person_id, words: said, in_confidence: inConfidence })
          setInConfidence(false)
          setIsSent(true)
          await onSent()
        }}
      >
        <Checkbox name="in-confidence" label={words.confidence} hint={words.confidenceHint(name)} isChecked={inConfidence} onChange={setInConfidence} />
      </WordsForm>
    </>
  )
}

function Told({ messages }: { messages: readonly OwnMessage[] }) {
  if (messages.length === 0) return <p>{words.toldNone}</p>
  return (
    <ul class="wm-carer-list">
      {messages.map((message) => (
        <li key={message.id}>
          <p class="wm-carer-facts"><When at={message.at} /> {message.in_confidence && <Tag>{words.inConfidence}</Tag>}</p>
          <Quote words={message.words} />
          <p><ReadBy readers={message.read_by} nobody={words.received} /></p>
        </li>
      ))}
    </ul>
  )
}
