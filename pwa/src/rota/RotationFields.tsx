import { useState } from 'preact/hooks'
import type { NamedAccount, RotationContent } from '../shared/api-types'
import { Checkbox, Fieldset, Radios, Select, TextInput } from '../shared/ui'
import { Places } from './Places'
import { rotations as words } from './lead-words'
import { words as common } from './words'

type Props = {
  value: RotationContent
  onChange: (some: Partial<RotationContent>) => void
  errorOf: (field: keyof RotationContent) => string | undefined
  members: readonly NamedAccount[]
}

/** What makes up a rotation. */
export function RotationFields(props: Props) {
  const { value, onChange, errorOf, members } = props
  return (
    <>
      <Radios
        name="rotation-desk" legend={words.desk} value={value.desk} onChange={(desk) => onChange({ desk })}
        options={(['duty', 'shift'] as const).map((desk) => ({ value: desk, label: common.desks[desk], hint: words.deskHint[desk] }))}
      />
      <TextInput name="rotation-name" label={words.name} hint={words.nameHint} value={value.name} maxLength={80} onInput={(name) => onChange({ name })} error={errorOf('name')} />
      <Places value={value.places} members={members} error={errorOf('places')} onChange={(places) => onChange({ places })} />
      {value.places.length > 1 && <Turns {...props} />}
      <Days {...props} />
      <TextInput name="rotation-begins_on" type="date" label={words.beginsOn} value={value.begins_on} onInput={(day) => onChange({ begins_on: day })} error={errorOf('begins_on')} />
      <TextInput
        name="rotation-ends_on" type="date" label={words.endsOn} hint={words.endsOnHint} value={value.ends_on ?? ''}
        onInput={(day) => onChange({ ends_on: day === '' ? null : day })} error={errorOf('ends_on')}
      />
    </>
  )
}

const usual = [7, 1, 14, 28] as const

function Turns({ value, onChange, errorOf }: Props) {
  const [isOther, setIsOther] = useState(!usual.some((days) => days === value.turn_days))
  const options = [...usual.map((days) => ({ value: String(days), label: words.oftenChoices[days] })), { value: 'other', label: words.oftenChoices.other }]
  const choose = (chosen: string) => {
    setIsOther(chosen === 'other')
    if (chosen !== 'other') onChange({ turn_days: Number(chosen) })
  }
  return (
    <>
      <Select name="rotation-often" label={words.often} value={isOther ? 'other' : String(value.turn_days)} onChange={choose} options={options} />
      {isOther && (
        <TextInput
          name="rotation-turn_days" inputMode="numeric" width={5} label={words.oftenDays} value={value.turn_days === 0 ? '' : String(value.turn_days)}
          onInput={(days) => onChange({ turn_days: Number(days) })} error={errorOf('turn_days')}
        />
      )}
      <TextInput
        name="rotation-hands_over_at" type="time" width={10} label={words.handsOver} value={value.hands_over_at}
        onInput={(at) => onChange({ hands_over_at: at })} error={errorOf('hands_over_at')}
      />
    </>
  )
}

function Days({ value, onChange, errorOf }: Props) {
  const toggle = (day: number, isOn: boolean) => onChange({ weekdays: isOn ? [...value.weekdays, day].sort((a, b) => a - b) : value.weekdays.filter((one) => one !== day) })
  return (
    <>
      <Fieldset name="rotation-weekdays" legend={words.weekdays} error={errorOf('weekdays')}>
        <div class="wm-rota-weekdays">
          {common.weekdays.map((name, day) => (
            <Checkbox key={name} name={day === 0 ? 'rotation-weekdays' : `rotation-weekday-${day}`} label={name} isChecked={value.weekdays.includes(day)} onChange={(isOn) => toggle(day, isOn)} />
          ))}
        </div>
      </Fieldset>
      <TextInput name="rotation-begins" type="time" width={10} label={words.begins_at} value={value.begins} onInput={(begins) => onChange({ begins })} error={errorOf('begins')} />
      <TextInput name="rotation-ends" type="time" width={10} label={words.ends_at} hint={words.endsHint} value={value.ends} onInput={(ends) => onChange({ ends })} error={errorOf('ends')} />
    </>
  )
}
