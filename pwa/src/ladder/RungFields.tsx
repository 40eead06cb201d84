import type { Id, RungWhom } from '../shared/api-types'
import { Button, Checkbox, Fieldset, Select, TextInput } from '../shared/ui'
import { channels, ticked, withTeam, type RungField } from './rules'
import { words } from './words'

type Props = {
  name: string
  rung: RungField
  place: number
  last: number
  teams: readonly { id: Id; name: string }[]
  errorOf: (field: string) => string | undefined
  onChange: (next: Partial<RungField>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

const everybody = Object.keys(words.whom) as RungWhom[]

/** One step: whom, how, and how long to wait then. It moves by buttons, so that no hand has to drag. */
export function RungFields({ name, rung, place, last, teams, errorOf, onChange, onMove, onRemove }: Props) {
  const whom = everybody.filter((one) => one !== 'other_team' || teams.length > 0 || rung.whom === one)
  return (
    <li class="wm-ladder__rung">
      <Fieldset name={name} legend={words.stepLegend(place)} isLargeLegend>
        <Select
          name={`${name}-whom`} label={words.whomLabel} value={rung.whom} error={errorOf('whom')}
          onChange={(value) => onChange(withTeam(value as RungWhom, rung.team_id, teams))} options={whom.map((value) => ({ value, label: words.whom[value] }))}
        />
        {rung.whom === 'other_team' && (
          <Select
            name={`${name}-team`} label={words.otherTeam} value={rung.team_id ?? ''} error={errorOf('team_id')}
            onChange={(team) => onChange({ team_id: team })} options={teams.map(({ id: value, name: label }) => ({ value, label }))}
          />
        )}
        <Fieldset name={`${name}-channels`} legend={words.channelsLegend} error={errorOf('channels')}>
          <div class="wm-ladder__channels">
            {channels.map((one) => (
              <Checkbox
                key={one} name={`${name}-${one}`} label={words.channel[one]} isChecked={rung.channels.includes(one)}
                onChange={(isOn) => onChange({ channels: ticked(rung.channels, one, isOn) })}
              />
            ))}
          </div>
        </Fieldset>
        {rung.channels.length > 1 && (
          <TextInput
            name={`${name}-next`} label={words.nextLabel} value={rung.next} inputMode="numeric" width={5}
            error={errorOf('next_channel_minutes')} onInput={(next) => onChange({ next })}
          />
        )}
        <TextInput
          name={`${name}-wait`} label={words.waitLabel} value={rung.wait} inputMode="numeric" width={5}
          error={errorOf('wait_minutes')} onInput={(wait) => onChange({ wait })}
        />
      </Fieldset>
      <div class="wm-ladder__acts">
        {place > 0 && <Button kind="quiet" onClick={() => onMove(-1)} label={words.actLabel(words.up, place)}>{words.up}</Button>}
        {place < last && <Button kind="quiet" onClick={() => onMove(1)} label={words.actLabel(words.down, place)}>{words.down}</Button>}
        {last > 0 && <Button kind="quiet" onClick={onRemove} label={words.actLabel(words.remove, place)}>{words.remove}</Button>}
      </div>
    </li>
  )
}
