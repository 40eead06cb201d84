import type { Id } from '../../shared/api-types'
import { saveFile } from '../../shared/save-file'
import { Button, ButtonGroup, Failed } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { readPlanFile } from './api'
import { words } from './words'

/** On paper or as a file, by their own act. The file's name says nothing about anybody. */
export function KeepCopy({ recordId, name }: { recordId: Id; name: string }) {
  const sending = useSending()
  const save = () => void sending.send(async () => saveFile(await readPlanFile(recordId), words.file))
  return (
    <div class="wm-read-keep">
      {sending.error !== null && <Failed what={words.saveFailed} error={sending.error} safe={words.saveSafe} />}
      <ButtonGroup>
        <Button kind="secondary" onClick={save} isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={() => window.print()}>{words.print}</Button>
      </ButtonGroup>
      <p class="wm-read-facts">{words.saveNote(name)}</p>
    </div>
  )
}
