import { useState } from 'preact/hooks'
import { useMe } from '../../shared/session'
import { useUnsavedWork } from '../../shared/unsaved'
import { Button, ButtonGroup, Checkbox, ErrorSummary, Form, Radios, TextArea } from '../../shared/ui'
import { words } from './words'

export type Reason = { reason: string; teamId: string; isRisky: boolean }

type Props = { before: Reason | null; onGiven: (reason: Reason) => void; onStop: () => void }

const shortest = 10

/** Why, in words that the person will read. */
export function GiveReason({ before, onGiven, onStop }: Props) {
  const { teams } = useMe()
  const [reason, setReason] = useState(before?.reason ?? '')
  const [teamId, setTeamId] = useState(before?.teamId ?? teams[0]?.id ?? '')
  const [isRisky, setIsRisky] = useState(before?.isRisky ?? false)
  const [isMissing, setIsMissing] = useState(false)
  useUnsavedWork(reason !== '')
  const goOn = () => {
    const isShort = reason.trim().length < shortest
    setIsMissing(isShort)
    if (!isShort) onGiven({ reason: reason.trim(), teamId, isRisky })
  }
  return (
    <Form onSend={goOn}>
      <ErrorSummary errors={isMissing ? [{ field: 'reason', words: words.whyMissing }] : []} />
      <TextArea name="reason" label={words.why} hint={words.whyHint} limit={words.longest} value={reason} onInput={setReason} error={isMissing ? words.whyMissing : undefined} />
      {teams.length > 1 && (
        <Radios name="team" legend={words.asTeam} value={teamId} onChange={setTeamId} options={teams.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <Checkbox name="risky" label={words.risky} hint={words.riskyHint} isChecked={isRisky} onChange={setIsRisky} />
      <ButtonGroup>
        <Button type="submit">{words.goOn}</Button>
        <Button kind="secondary" onClick={onStop}>{words.stop}</Button>
      </ButtonGroup>
    </Form>
  )
}
