import { useEffect, useState } from 'preact/hooks'
import type { Id, SafetyPlan } from '../../shared/api-types'
import { useMe } from '../../shared/session'
import { Await, Banner, LinkButton, Page } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { readPlan } from '../api'
import { AfterwardsForm } from './AfterwardsForm'
import { forgetHelped, readHelped } from './helped'
import { words } from './words'

/** When she is ready, and only then: what helped may become part of her plan. */
export function AfterwardsPage() {
  const { account_id: accountId, record_id: recordId } = useMe()
  const plan = useResource(async () => (await readPlan(recordId ?? '')).plan, recordId ?? '')
  const [marked, setMarked] = useState<readonly Id[] | null>(null)
  const [isDone, setIsDone] = useState(false)
  useEffect(() => void readHelped(accountId).then(setMarked), [accountId])

  const forget = async () => {
    await forgetHelped(accountId)
    setMarked([])
  }
  const done = async (newest: SafetyPlan) => {
    await forgetHelped(accountId)
    plan.set(newest)
    setIsDone(true)
  }
  if (isDone) return <Done />
  return (
    <Page title={words.afterTitle} back={{ href: '/my-plan', words: words.backToPlan }}>
      <p>{words.afterIntro}</p>
      <Await of={plan} what={words.looking}>
        {(value) => marked !== null && <AfterwardsForm plan={value} marked={marked} onChanged={plan.reload} onForget={forget} onDone={done} />}
      </Await>
    </Page>
  )
}

function Done() {
  return (
    <Page title={words.afterDone}>
      <Banner kind="good"><p>{words.afterDoneBody}</p></Banner>
      <LinkButton href="/my-plan">{words.toPlan}</LinkButton>
    </Page>
  )
}
