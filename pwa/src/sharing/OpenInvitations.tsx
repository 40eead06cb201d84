import { useRef, useState } from 'preact/hooks'
import type { InvitationRow } from '../shared/api-types'
import { Await, Banner, Button, ErrorSummary, When } from '../shared/ui'
import type { Resource } from '../shared/use-resource'
import { endInvitation } from './api'
import { stillOpen } from './rules'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

/** Invitations that somebody could still use, each with a way to end it. */
export function OpenInvitations({ of: invitations }: { of: Resource<InvitationRow[]> }) {
  const [ended, setEnded] = useState<string | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const finish = (name: string) => {
    setEnded(name)
    title.current?.focus()
    return invitations.reload()
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m wm-looks__title" ref={title} tabIndex={-1}>{words.openTitle}</h2>
      <div role="status">{ended !== null && <Banner kind="good">{words.openEnded(ended)}</Banner>}</div>
      <Await of={invitations} what={words.open}>
        {(rows) => <Rows rows={stillOpen(rows)} onEnded={finish} />}
      </Await>
    </section>
  )
}

function Rows({ rows, onEnded }: { rows: readonly InvitationRow[]; onEnded: (name: string) => Promise<void> }) {
  if (rows.length === 0) return <p>{words.openNone}</p>
  return <ul class="wm-looks">{rows.map((row) => <OpenInvitation key={row.id} {...row} onEnded={onEnded} />)}</ul>
}

type Props = InvitationRow & { onEnded: (name: string) => Promise<void> }

function OpenInvitation({ id, preferred_name, invited_by, expires_at, onEnded }: Props) {
  const { isSending, error, send } = useSending()
  const end = () =>
    void send(async () => {
      await endInvitation(id)
      await onEnded(preferred_name)
    })
  return (
    <li class="wm-looks__item">
      <ErrorSummary errors={errorsOf(error)} />
      <p><strong>{preferred_name}</strong></p>
      <p class="wm-looks__facts">{words.openBy(invited_by)} <When at={expires_at} />.</p>
      <Button kind="quiet" onClick={end} isBusy={isSending} busyWords={words.openEnding} label={words.openEndLabel(preferred_name)}>{words.openEnd}</Button>
    </li>
  )
}
