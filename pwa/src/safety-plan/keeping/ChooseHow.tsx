import { useState } from 'preact/hooks'
import { capabilities } from '../../shared/capabilities'
import { keptMark } from '../../shared/device/kept'
import { Button, ErrorSummary, Form, Radios, TextInput } from '../../shared/ui'
import { faultIn, type PinFault } from './rules'
import { words, type Choice } from './words'

type Props = { isBusy: boolean; onChoose: (choice: Choice, pin?: string) => void }

/** The choice, and for a PIN its two fields. Nothing is chosen beforehand: no way is the right one for everybody. */
export function ChooseHow({ isBusy, onChoose }: Props) {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [fault, setFault] = useState<PinFault | 'none-chosen' | null>(null)

  const send = () => {
    const found = choice === null ? 'none-chosen' : choice === 'pin' ? faultIn(pin, again) : null
    setFault(found)
    if (found !== null || choice === null) return
    onChoose(choice, choice === 'pin' ? pin : undefined)
    setPin('')
    setAgain('')
  }
  const pinFault = fault === null || fault === 'none-chosen' ? null : words.faults[fault]
  const field = fault === 'differs' ? 'pin-again' : 'pin'
  return (
    <Form onSend={send}>
      <ErrorSummary errors={summaryOf(fault, field)} />
      <Radios
        name="how" legend={words.question} hint={words.questionHint} isLargeLegend value={choice} onChange={setChoice} options={options()}
        error={fault === 'none-chosen' ? words.chooseOne : undefined}
      />
      {choice === 'pin' && (
        <>
          <TextInput name="pin" label={words.pinLabel} hint={words.pinHint} type="password" autocomplete="off" width={20} value={pin} onInput={setPin} error={field === 'pin' ? pinFault ?? undefined : undefined} spellcheck={false} />
          <TextInput name="pin-again" label={words.pinAgain} hint={words.pinLostHint} type="password" autocomplete="off" width={20} value={again} onInput={setAgain} error={field === 'pin-again' ? pinFault ?? undefined : undefined} spellcheck={false} />
        </>
      )}
      <Button type="submit" isBusy={isBusy} busyWords={words.saving}>{words.save}</Button>
    </Form>
  )
}

function summaryOf(fault: PinFault | 'none-chosen' | null, field: string) {
  if (fault === null) return []
  return [fault === 'none-chosen' ? { field: 'how', words: words.chooseOne } : { field, words: words.faults[fault] }]
}

/** A passkey is offered where the browser knows them; whether it can lock a copy shows only when it is tried. */
function options() {
  const offered = (Object.keys(words.choices) as Choice[]).filter((choice) => choice !== 'passkey' || capabilities.passkeys())
  return offered.map((value) => ({ value, ...words.choices[value], label: keptMark.value?.how === value ? words.asNow(words.choices[value].label) : words.choices[value].label }))
}
