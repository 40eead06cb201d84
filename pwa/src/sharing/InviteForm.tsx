import { useState } from 'preact/hooks'
import { faultIn, nhsNumberIn, whileTyping } from '../shared/nhs-number'
import { useMe } from '../shared/session'
import { useUnsavedWork } from '../shared/unsaved'
import type { InvitationMade, WorkerTeam } from '../shared/api-types'
import { Button, ErrorSummary, Form, Radios, Select, TextInput, type FormError } from '../shared/ui'
import { invite, type IdentityCheck } from './api'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'
import { words as numberWords } from './number-words'

type Props = { teams: readonly WorkerTeam[]; onMade: (invitation: InvitationMade, wasSent: boolean) => void }

const checks = (Object.keys(words.identityOptions) as IdentityCheck[]).map((value) => ({ value, label: words.identityOptions[value] }))

export function InviteForm({ teams, onMade }: Props) {
  const { account_id } = useMe()
  const [name, setName] = useState('')
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '')
  const [chosenWorker, setChosenWorker] = useState(account_id)
  const [check, setCheck] = useState<IdentityCheck | null>(null)
  const [contact, setContact] = useState('')
  const [number, setNumber] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const { isSending, error, fieldError, send, forget } = useSending()
  useUnsavedWork([name, contact, number].some((typed) => typed !== ''))

  const members = teams.find(({ id }) => id === teamId)?.members ?? []
  const workers = members.map((member) => ({ value: member.account_id, label: nameOf(member, account_id) }))
  const keyWorker = (workers.find(({ value }) => value === chosenWorker) ?? workers[0])?.value ?? ''
  const sendIt = () => {
    const gaps = gapsIn(name, check, number)
    setMissing(gaps)
    if (check === null || gaps.length > 0) { forget(); return; }
    const address = contact.trim()
    void send(async () => {
      const asked = { preferred_name: name.trim(), team_id: teamId, key_worker_id: keyWorker, identity_check: check, contact: address || null, ...numberIn(number) }
      onMade(await invite(asked), address !== '')
    })
  }
  const said = (field: string) => missing.find((gap) => gap.field === field)?.words ?? fieldError(field)
  return (
    <Form onSend={sendIt}>
      <ErrorSummary errors={missing.length > 0 ? missing : errorsOf(error, 'preferred_name', 'key_worker_id', 'identity_check', 'nhs_number', 'contact')} />
      <TextInput name="preferred_name" label={words.preferredName} hint={words.preferredNameHint} value={name} onInput={setName} error={said('preferred_name')} />
      {teams.length > 1 && (
        <Radios name="team_id" legend={words.team} value={teamId} onChange={setTeamId} options={teams.map(({ id, name: label }) => ({ value: id, label }))} />
      )}
      <Select
        name="key_worker_id"
        label={words.keyWorker}
        hint={words.keyWorkerHint}
        value={keyWorker}
        onChange={setChosenWorker}
        options={workers}
        error={said('key_worker_id')}
      />
      <Radios name="identity_check" legend={words.identity} value={check} onChange={setCheck} options={checks} error={said('identity_check')} />
      <TextInput
        name="nhs_number"
        label={numberWords.label}
        hint={numberWords.hint}
        value={number}
        onInput={(typed) => setNumber(whileTyping(number, typed))}
        inputMode="numeric"
        width={20}
        error={said('nhs_number')}
      />
      <TextInput
        name="contact"
        label={words.inviteContact}
        hint={words.inviteContactHint}
        value={contact}
        onInput={setContact}
        inputMode="email"
        error={said('contact')}
      />
      <Button type="submit" isBusy={isSending} busyWords={words.inviteSending}>{words.inviteSend}</Button>
    </Form>
  )
}

function nameOf(member: { account_id: string; name: string }, me: string): string {
  return member.account_id === me ? words.me(member.name) : member.name
}

/** Sent along only where one was typed. */
function numberIn(typed: string): { nhs_number?: string } {
  const digits = nhsNumberIn(typed)
  return digits === null ? {} : { nhs_number: digits }
}

function gapsIn(name: string, check: IdentityCheck | null, number: string): FormError[] {
  const gaps: FormError[] = []
  if (name.trim() === '') gaps.push({ field: 'preferred_name', words: words.preferredNameMissing })
  if (check === null) gaps.push({ field: 'identity_check', words: words.identityMissing })
  const fault = number.trim() === '' ? null : faultIn(number)
  if (fault !== null) gaps.push({ field: 'nhs_number', words: fault })
  return gaps
}
