import { TextInput } from '../shared/ui'

type Props = {
  day: string
  clock: string
  onChange: (some: { day?: string; clock?: string }) => void
  dayLabel: string
  clockLabel: string
  error: string | undefined
  min?: string
  max?: string
}

/** A day and a time that somebody types; the day is the field that an error summary leads to. */
export function DayAndTime({ day, clock, onChange, dayLabel, clockLabel, error, min, max }: Props) {
  return (
    <div class="wm-day-and-time">
      <TextInput
        name="day" label={dayLabel} type="date" value={day} onInput={(typed) => onChange({ day: typed })} error={error}
        {...(min === undefined ? {} : { min })} {...(max === undefined ? {} : { max })}
      />
      <TextInput name="clock" label={clockLabel} type="time" value={clock} onInput={(typed) => onChange({ clock: typed })} />
    </div>
  )
}
