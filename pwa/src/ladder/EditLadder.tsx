import { useRef, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { Id, Ladder } from '../shared/api-types'
import { sayWhen } from '../shared/times'
import { Button, ButtonGroup, Failed, Fieldset, Form, TextInput, WarningCallout } from '../shared/ui'
import { useUnsavedWork } from '../shared/unsaved'
import { useSending } from '../shared/use-sending'
import { putLadder, readLadders } from './api'
import { RungFields } from './RungFields'
import { added, changed, draftOf, fieldsOf, isNewer, isSame, mostRungs, moved, without, type Fields } from './rules'
import { Said } from './Said'
import { usePreview } from './use-preview'
import { words } from './words'

type Props = {
  teamId: Id
  ladder: Ladder
  teams: readonly { id: Id; name: string }[]
  onSaved: (next: Ladder) => void
  onNewer: (newer: Ladder) => void
  onStop: () => void
}

/** A ladder as fields, beside what it will do. What a colleague wrote meanwhile stands beside it; nothing is lost. */
export function EditLadder({ teamId, ladder, teams, onSaved, onNewer, onStop }: Props) {
  const { urgency } = ladder
  const [begun] = useState(ladder)
  const [fields, setFields] = useState<Fields>(() => fieldsOf(ladder))
  const [note, setNote] = useState('')
  const sending = useSending()
  const draft = draftOf(fields)
  const { said, faults } = usePreview(teamId, urgency, draft, ladder)
  useUnsavedWork(!isSame(draft, begun))
  const form = useRef<HTMLDivElement>(null)

  const write = (next: Fields, say = '') => {
    setFields(next)
    setNote(say)
    sending.forget()
  }
  /** `version` is the one that somebody has seen: theirs, after it was shown. */
  const save = (version: number) => void sending.send(async () => {
    try {
      onSaved(await putLadder(teamId, urgency, version, draft))
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'ladder.changed')) throw error
      onNewer((await readLadders(teamId))[urgency])
    }
  })
  const fieldError = (name: string) => sending.fieldError(name) ?? faults[name]?.[0]
  const isOld = isNewer(ladder, begun.version)
  return (
    <Form onSend={() => save(begun.version)} label={words.urgency[urgency]}>
      {isOld && <Newer ladder={ladder} isSending={sending.isSending} onKeep={() => save(ladder.version)} onTake={onStop} />}
      <div class="wm-ladder__sides">
        <div ref={form}>
          <ol class="wm-ladder__rungs">
            {fields.rungs.map((rung, place) => (
              <RungFields
                key={rung.key} name={`${urgency}-${rung.key}`} rung={rung} place={place} last={fields.rungs.length - 1} teams={teams}
                errorOf={(field) => fieldError(`rungs.${place}.${field}`)}
                onChange={(next) => write(changed(fields, rung.key, next))}
                onMove={(by) => write(moved(fields, rung.key, by), words.moved(place + by))}
                onRemove={() => { write(without(fields, rung.key), words.removed); form.current?.querySelector('select')?.focus() }}
              />
            ))}
          </ol>
          {fields.rungs.length < mostRungs && <Button kind="secondary" onClick={() => write(added(fields), words.addedStep)}>{words.add}</Button>}
          <p class="nhsuk-u-visually-hidden" role="status">{note}</p>
          <Fieldset name={`${urgency}-repeat`} legend={words.repeatLegend} hint={words.repeatHint}>
            <TextInput
              name={`${urgency}-repeat-first`} label={words.repeatLabel} value={fields.repeat} inputMode="numeric" width={5}
              error={fieldError('repeat_minutes')} onInput={(repeat) => write({ ...fields, repeat })}
            />
            <TextInput
              name={`${urgency}-repeat-longest`} label={words.longestLabel} value={fields.longest} inputMode="numeric" width={5}
              error={fieldError('repeat_longest_minutes')} onInput={(longest) => write({ ...fields, longest })}
            />
          </Fieldset>
        </div>
        <section class="wm-ladder__preview" aria-label={words.previewHeading}>
          <h3 class="nhsuk-heading-s">{words.previewHeading}</h3>
          <div role="status">{Object.keys(faults).length > 0 ? <ToMend faults={faults} /> : <Said preview={said.preview} warnings={said.warnings} />}</div>
        </section>
      </div>
      {sending.error !== null && <Failed what="save this" error={sending.error} safe={words.safe} />}
      <ButtonGroup>
        {!isOld && <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>}
        <Button kind="quiet" onClick={onStop}>{words.cancel}</Button>
      </ButtonGroup>
    </Form>
  )
}

function ToMend({ faults }: { faults: Record<string, string[]> }) {
  return (
    <>
      <p>{words.previewNot}</p>
      <ul class="nhsuk-list nhsuk-list--bullet">{[...new Set(Object.values(faults).flat())].map((one) => <li key={one}>{one}</li>)}</ul>
    </>
  )
}

type NewerProps = { ladder: Ladder; isSending: boolean; onKeep: () => void; onTake: () => void }

function Newer({ ladder, isSending, onKeep, onTake }: NewerProps) {
  return (
    <div role="alert">
      <WarningCallout heading={words.newerHeading}>
        <p>{words.newer(ladder.made_by ?? '', ladder.made_at === null ? '' : sayWhen(ladder.made_at))}</p>
        <p>{words.newerTheirs}</p>
        <Said preview={ladder.preview} warnings={[]} />
        <ButtonGroup>
          <Button onClick={onKeep} isBusy={isSending} busyWords={words.saving}>{words.keepMine}</Button>
          <Button kind="secondary" onClick={onTake}>{words.takeTheirs}</Button>
        </ButtonGroup>
      </WarningCallout>
    </div>
  )
}
