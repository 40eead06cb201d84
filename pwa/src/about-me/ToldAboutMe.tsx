import { Await, Quote, When } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readMessagesAboutMe } from './api'
import { words } from './words'

/** What carers told the team about the person. It says that there may be more, whether there is or not. */
export function ToldAboutMe() {
  const told = useResource(readMessagesAboutMe)
  return (
    <section class="wm-about">
      <h2 class="nhsuk-heading-m">{words.toldTitle}</h2>
      <Await of={told} what={words.told}>
        {(messages) => (messages.length === 0
          ? <p class="wm-about__none">{words.toldNone}</p>
          : <>{messages.map(({ id, from, at, words: said }) => <div key={id}><p class="wm-about__none">{from}, <When at={at} /></p><Quote words={said} /></div>)}</>)}
      </Await>
      <p>{words.confidence}</p>
    </section>
  )
}
