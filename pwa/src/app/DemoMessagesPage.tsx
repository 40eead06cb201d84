import { api } from '../shared/api'
import type { DemoMessage } from '../shared/api-types'
import { Await, Page, SummaryList, When } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { words } from './words'

const readMessages = () => api.get<{ messages: DemoMessage[] }>('/api/demo/messages')

/** What the demo would have sent by e-mail and text. Only the demo's service answers here. */
export function DemoMessagesPage() {
  const messages = useResource(readMessages)
  return (
    <Page title={words.demoHeading}>
      <p>{words.demoIntro}</p>
      <Await of={messages} what={words.demoWhat}>
        {(answer) => answer.messages.length === 0
          ? <p>{words.demoNone}</p>
          : answer.messages.map((message) => <Message key={message.id} {...message} />)}
      </Await>
    </Page>
  )
}

function Message({ at, channel, to, words: said, link, code }: DemoMessage) {
  const rows = [
    { key: words.demoTo, value: to },
    { key: words.demoAt, value: <When at={at} /> },
    { key: words.demoWords, value: said },
    ...(code === null ? [] : [{ key: words.demoCode, value: <strong>{code}</strong> }]),
    ...(link === null ? [] : [{ key: words.demoLink, value: <a href={link}>{link}</a> }]),
  ]
  return (
    <section>
      <h2 class="nhsuk-heading-s">{channel === 'email' ? words.demoEmail : words.demoText}</h2>
      <SummaryList rows={rows} />
    </section>
  )
}
