import { me } from '../../shared/session'
import { Button, CareCard, CrisisContacts, LinkButton, Page } from '../../shared/ui'
import { words } from './words'

type Props = { why: 'lost' | 'none' | 'not-reached' | 'empty'; onRetry: () => void }

const said = {
  lost: { title: words.lostTitle, body: words.lostBody },
  none: { title: words.noneTitle, body: words.noneBody },
  'not-reached': { title: words.failedTitle, body: words.failedBody },
  empty: { title: words.emptyTitle, body: words.emptyBody },
}

/** There is no plan to use here: says so, and whom to ring instead. */
export function NoPlan({ why, onRetry }: Props) {
  const { title, body } = said[why]
  return (
    <Page title={title} windowTitle={words.title}>
      <p>{body}</p>
      <WayOn why={why} onRetry={onRetry} />
      <CareCard kind="urgent" heading={words.ringNow}>
        <CrisisContacts />
      </CareCard>
    </Page>
  )
}

function WayOn({ why, onRetry }: Props) {
  const isHere = me.value?.is_person === true
  if (why === 'not-reached') return <Button onClick={onRetry}>{words.tryAgain}</Button>
  if (why === 'empty') return isHere ? <LinkButton href="/my-plan" kind="secondary">{words.emptyBegin}</LinkButton> : null
  return isHere ? null : <LinkButton href="/" kind="secondary">{words.signIn}</LinkButton>
}
