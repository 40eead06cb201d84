import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useNews } from '../shared/use-news'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { Await, Banner, Page } from '../shared/ui'
import { readMyShifts } from './api'
import { MyAway } from './MyAway'
import { MySwaps } from './MySwaps'
import { MyTurns } from './MyTurns'
import { Readiness } from './Readiness'
import { words } from './mine-words'
import { words as common } from './words'
import './styles.scss'

/** My turns, whether messages reach me, swaps with colleagues, and when I am away. */
export function MinePage() {
  const mine = useResource(readMyShifts)
  const now = useNow()
  const { query } = useLocation()
  const [said, setSaid] = useState<string | null>(null)
  useNews(() => void mine.reload())
  const done = (what: string) => {
    setSaid(what)
    void mine.reload()
  }
  return (
    <Page title={common.mineTitle} back={{ href: '/rota', words: common.backToWeek }}>
      <div role="status">{said !== null && <Banner kind="good">{said}</Banner>}</div>
      <Await of={mine} what={words.what}>
        {(value) => {
          const part = { mine: value, now, onDone: done }
          return (
            <>
              <MySwaps {...part} />
              <Readiness {...part} />
              <MyTurns {...part} asked={query.ask ?? null} />
              <MyAway {...part} day={query.away ?? null} />
            </>
          )
        }}
      </Await>
    </Page>
  )
}
