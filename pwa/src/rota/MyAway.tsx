import { useState } from 'preact/hooks'
import { useMe } from '../shared/session'
import { Button } from '../shared/ui'
import { putMyAway, takeBackMyAway } from './api'
import { AwayForm } from './AwayForm'
import { AwayList } from './AwayList'
import type { PartProps } from './mine-part'
import { away as awayWords, words } from './mine-words'

/** When I am away, and saying so. */
export function MyAway({ mine, now, onDone, day }: PartProps & { day: string | null }) {
  const { account_id: me, teams } = useMe()
  const [isOpen, setIsOpen] = useState(day !== null)
  const covers = [...new Map(mine.colleagues.map((one) => [one.account_id, one])).values()].filter((one) => one.account_id !== me)
  const finish = () => {
    setIsOpen(false)
    onDone(awayWords.saved)
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.awayHeading}</h2>
      {mine.away.length === 0 && !isOpen && <p>{words.awayNone}</p>}
      <AwayList away={mine.away} showsNames={false} now={now} takeBack={takeBackMyAway} onDone={onDone} />
      {!isOpen && <Button kind="secondary" onClick={() => setIsOpen(true)}>{words.awayStart}</Button>}
      {isOpen && (
        <AwayForm
          start={day === null ? {} : { first: day, last: day }} covers={covers} me={me} teams={teams.map(({ id }) => id)} now={now}
          put={putMyAway} onDone={finish} onStop={() => setIsOpen(false)}
        />
      )}
    </section>
  )
}
