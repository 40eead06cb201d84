import type { MessageReader, TeamMessage } from '../shared/api-types'
import { Await, Button, Failed, Page, Quote, Tag, When } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { markRead, readTeamMessages } from './api'
import { ReadBy } from './ReadBy'
import { words } from './words'
import './styles.scss'

/** What carers told the team, newest first: apart from the record, and plain about who else can see it. */
export function MessagesPage() {
  const messages = useResource(readTeamMessages)
  useNews(() => void messages.reload())
  return (
    <Page title={words.messagesTitle} back={{ href: '/requests', words: words.messagesBack }}>
      <p>{words.messagesIntro}</p>
      <Await of={messages} what={words.messages}>
        {(all) => (all.length === 0
          ? <p>{words.messagesNone}</p>
          : <ul class="wm-carer-list">{all.map((message) => <Message key={message.id} message={message} onRead={messages.reload} />)}</ul>)}
      </Await>
    </Page>
  )
}

function Message({ message, onRead }: { message: TeamMessage; onRead: () => Promise<void> }) {
  const { from, relation, about, is_public: isPublic } = message
  const who = isPublic ? words.publicSender : (words.relations[relation ?? ''] ?? relation)
  return (
    <li>
      <h2 class="nhsuk-heading-s">{from}, {who}</h2>
      <p class="wm-carer-facts">{words.about} {about.name}, <When at={message.at} /> <Tag>{message.in_confidence ? words.confidential : words.notConfidential}</Tag></p>
      <Quote words={message.words} />
      {message.contact !== null && <p>{words.contact}: {message.contact}</p>}
      <p><ReadBy readers={message.read_by} nobody={words.readByNobody} /></p>
      {!message.is_read_by_me && <Read id={message.id} from={from} onRead={onRead} />}
    </li>
  )
}

function Read({ id, from, onRead }: { id: string; from: string; onRead: () => Promise<void> }) {
  const sending = useSending()
  const mark = () => void sending.send(async (): Promise<MessageReader[]> => {
    const readers = await markRead(id)
    await onRead()
    return readers
  })
  return (
    <>
      {sending.error !== null && <Failed what={words.notSent} error={sending.error} />}
      <Button kind="secondary" onClick={mark} isBusy={sending.isSending} busyWords={words.marking} label={words.markReadLabel(from)}>{words.markRead}</Button>
    </>
  )
}
