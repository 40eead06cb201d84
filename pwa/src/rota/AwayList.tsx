import type { Absence } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Button, Failed } from '../shared/ui'
import { sayWhole } from './say'
import { away as words } from './mine-words'
import { words as common } from './words'

type Props = { away: readonly Absence[]; showsNames: boolean; now: number; takeBack: (id: string) => Promise<unknown>; onDone: (said: string) => void }

/** Who is away when, and who answers meanwhile. */
export function AwayList({ away, now, ...rest }: Props) {
  const ahead = away.filter(({ until_at: until }) => Date.parse(until) > now)
  return <ul class="wm-rota-turns">{ahead.map((one) => <One key={one.id} one={one} now={now} {...rest} />)}</ul>
}

type OneProps = Omit<Props, 'away'> & { one: Absence }

function One({ one, showsNames, now, takeBack, onDone }: OneProps) {
  const { isSending, error, send } = useSending()
  const when = sayWhole({ begins: one.from_at, ends: one.until_at }, now)
  const said = showsNames ? `${one.name}: ${when}` : when
  const label = showsNames ? words.takeBackWhoLabel(one.name, when) : words.takeBackLabel(when)
  const take = () => void send(() => takeBack(one.id)).then((isDone) => isDone && onDone(words.tookBack))
  return (
    <li>
      <p class="wm-rota-turns__what">{said.slice(0, 1).toUpperCase()}{said.slice(1)}.</p>
      <p class="wm-rota-turns__more">{one.cover === null ? words.coveredByNobody : words.coveredBy(one.cover.name)}</p>
      {error !== null && <Failed what={words.takeBackFailed} error={error} />}
      <Button kind="quiet" isBusy={isSending} busyWords={common.takingBack} onClick={take} label={label}>{common.takeBack}</Button>
    </li>
  )
}
