import { useLayoutEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { TrustedPerson } from '../../shared/api-types'
import { useUnsavedWork } from '../../shared/unsaved'
import { Button, Failed, LinkButton, Page } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { words } from '../inviting/words'
import { inviteAgain } from './api'
import { forgetFresh, freshLink, keepFresh } from './fresh-link'
import { OfPerson } from './OfPerson'
import { ReadyLink } from './ReadyLink'
import '../styles.scss'

const back = { href: '/people', words: words.leaveTo }

/** The link and the code, once; after that, the way to new ones. */
export function LinkPage() {
  const id = useRoute().params.id ?? ''
  const fresh = freshLink.value?.id === id ? freshLink.value : null
  useUnsavedWork(fresh !== null)
  // Before anything else is shown: leaving at once forgets too.
  useLayoutEffect(() => forgetFresh, [])
  if (fresh !== null) return <Page key="ready" title={words.readyTitle(fresh.name)} back={back}><ReadyLink {...fresh} /></Page>
  return <OfPerson id={id} title={words.againPlain}>{({ person }) => <Again person={person} />}</OfPerson>
}

function Again({ person: { id, name, state } }: { person: TrustedPerson }) {
  const { isSending, error, send } = useSending()
  const make = () => void send(async () => {
    keepFresh({ id, name, how: 'here', contact: null, ...(await inviteAgain(id)) })
  })
  if (state !== 'invited') {
    return (
      <Page key="not-there" title={words.againPlain} back={back}>
        <p>{words.againNotThere}</p>
        <LinkButton href="/people">{words.leaveTo}</LinkButton>
      </Page>
    )
  }
  return (
    <Page key="again" title={words.againTitle(name)} back={back}>
      {error !== null && <Failed what={words.againCannot} error={error} />}
      <p>{words.againBody}</p>
      <Button onClick={make} isBusy={isSending} busyWords={words.againBusy}>{words.againMake}</Button>
    </Page>
  )
}
