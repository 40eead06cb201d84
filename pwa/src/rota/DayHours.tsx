import { Button, Fieldset, TextInput } from '../shared/ui'
import type { TypedSpan } from './hours'
import { hours as words } from './lead-words'
import { words as common } from './words'

type Props = { weekday: number; spans: TypedSpan[]; before: TypedSpan[] | null; error: string | undefined; onChange: (spans: TypedSpan[]) => void }

/** One day of the week: closed, or one time or several. */
export function DayHours({ weekday, spans, before, error, onChange }: Props) {
  const day = common.weekdays[weekday] ?? ''
  const put = (number: number, some: Partial<TypedSpan>) => onChange(spans.map((span, place) => (place === number ? { ...span, ...some } : span)))
  return (
    <Fieldset name={`day-${weekday}`} legend={day} error={error}>
      {spans.length === 0 && <p class="wm-rota-hours__closed">{words.closedDay}</p>}
      {spans.map(({ opens, closes }, number) => (
        <div key={number} class="wm-rota-hours__span">
          <TextInput name={`opens-${weekday}-${number}`} type="time" width={10} label={words.opensShort} value={opens} onInput={(next) => put(number, { opens: next })} />
          <TextInput name={`closes-${weekday}-${number}`} type="time" width={10} label={words.closesShort} value={closes} onInput={(next) => put(number, { closes: next })} />
          <Button kind="quiet" onClick={() => onChange(spans.filter((_, place) => place !== number))} label={words.removeSpanOn(day, number + 1)}>{words.remove}</Button>
        </div>
      ))}
      <div class="wm-rota-hours__ways">
        <Button kind="quiet" onClick={() => onChange([...spans, { opens: spans.length === 0 ? '09:00' : '', closes: spans.length === 0 ? '17:00' : '' }])} label={words.addSpanOn(day)}>{words.addSpan}</Button>
        {before !== null && before.length > 0 && spans.length === 0 && (
          <Button kind="quiet" onClick={() => onChange(before)} label={words.asBeforeOn(day)}>{words.asBefore}</Button>
        )}
      </div>
    </Fieldset>
  )
}
