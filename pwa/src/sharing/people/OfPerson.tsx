import type { ComponentChildren } from 'preact'
import type { Id, MySharing, TrustedPerson } from '../../shared/api-types'
import { Await, LinkButton, Page } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { readMySharing } from './api'
import { words } from './one-words'

export type Found = { person: TrustedPerson; sharing: MySharing; onChanged: (person: TrustedPerson) => void; onStale: () => void }
type Props = { id: Id; title: string; children: (found: Found) => ComponentChildren }

/** One of her people by the id in the address, or kindly that there is nobody. `title` is the heading until it is known. */
export function OfPerson({ id, title, children }: Props) {
  const sharing = useResource(readMySharing)
  if (sharing.value === null) return <Page key="wait" title={title} back={words.back}><Await of={sharing} what={words.get}>{() => null}</Await></Page>
  const { value } = sharing
  const person = value.people.find((one) => one.id === id)
  if (person === undefined) return <NotThere />
  const put = (changed: TrustedPerson) => sharing.set({ ...value, people: value.people.map((one) => (one.id === id ? changed : one)) })
  return <>{children({ person, sharing: value, onChanged: put, onStale: () => void sharing.reload() })}</>
}

function NotThere() {
  return (
    <Page key="nobody" title={words.notThereTitle} back={words.back}>
      <p>{words.notThere}</p>
      <LinkButton href="/people">{words.back.words}</LinkButton>
    </Page>
  )
}
