import { useNow } from '../../shared/use-now'
import { Button, Page } from '../../shared/ui'
import { words } from '../words'
import { asked, countAnswered, type Filling } from './filling'

type Props = { filling: Filling; name: string | null; onGoOn: () => void; onStartAgain: () => void; leave: { href: string; words: string } }

/** Something was begun before: when, how far, and whether the questions are still the same. */
export function Resume({ filling, name, onGoOn, onStartAgain, leave }: Props) {
  const now = useNow()
  const { instrument: { title, items }, begun_at: begunAt, new_items: fresh } = filling
  const answered = countAnswered(filling)
  return (
    <Page title={title} back={leave} {...(name === null ? {} : { caption: words.forThem(name) })}>
      <p>{words.resume(begunAt, answered, items.length, now)}</p>
      {fresh !== null && <p><strong>{words.changed}</strong> {words.changedKept(items.length - fresh.length, asked(filling).length)}</p>}
      <Button isLarge onClick={onGoOn}>{words.goOn}</Button>
      <p class="nhsuk-hint">{words.startAgainHint}</p>
      <Button kind="quiet" onClick={onStartAgain}>{words.startAgain}</Button>
    </Page>
  )
}
