import { useState } from 'preact/hooks'
import type { StepUpView, TeamMember } from '../shared/api-types'
import { useMe } from '../shared/session'
import { useUnsavedWork } from '../shared/unsaved'
import { useResource } from '../shared/use-resource'
import { Await, InsetText, Radios, TextArea } from '../shared/ui'
import { ActPage } from './ActPage'
import { listTeams, transferStepUp } from './api'
import { longestWords } from './limits'
import { useAct } from './use-act'
import { words } from './worker-words'
import { WorkerForm } from './WorkerForm'

type Props = { view: StepUpView; onDone: () => void }
const says = words.transfer

/** Handing a request to a colleague of the same team. */
export function TransferPage() {
  return (
    <ActPage title={says.title} verb="transfer" list="/requests">
      {(view, done) => <Transfer view={view} onDone={done} />}
    </ActPage>
  )
}

function Transfer({ view, onDone }: Props) {
  const { account_id } = useMe()
  const teams = useResource(listTeams)
  return (
    <>
      <InsetText>{says.notAnswer}</InsetText>
      <Await of={teams} what={says.what}>
        {(all) => {
          const members = all.find(({ id }) => id === view.team.id)?.members ?? []
          const colleagues = members.filter((member) => member.account_id !== account_id)
          return colleagues.length === 0 ? <p>{says.nobody}</p> : <TransferForm view={view} onDone={onDone} colleagues={colleagues} />
        }}
      </Await>
    </>
  )
}

function TransferForm({ view, onDone, colleagues }: Props & { colleagues: TeamMember[] }) {
  const [to, setTo] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const act = useAct()
  useUnsavedWork(said !== '')
  const send = () => {
    const found = to === null ? [{ field: 'to_account_id', words: says.missing }] : []
    void act.attempt(found, async () => {
      if (to === null) return
      const body = { to_account_id: to, words: said.trim() }
      await transferStepUp(view.id, act.idFor(body), body)
    }).then((isDone) => isDone && onDone())
  }
  return (
    <WorkerForm act={act} onSend={send} send={says.send} sending={says.sending}>
      <Radios
        name="to_account_id" legend={says.who} isLargeLegend value={to} onChange={setTo}
        options={colleagues.map(asOption)} error={act.problemOf('to_account_id')}
      />
      <TextArea
        name="words" label={says.words} hint={says.hint(view.person.preferred_name)} rows={4} limit={longestWords}
        value={said} onInput={setSaid} error={act.problemOf('words')}
      />
    </WorkerForm>
  )
}

function asOption({ account_id, name, role, has_confirmed_device }: TeamMember): { value: string; label: string; hint?: string } {
  const label = `${name}, ${says.roles[role] ?? role}`
  return has_confirmed_device ? { value: account_id, label } : { value: account_id, label, hint: says.noDevice }
}
