import { useState } from 'preact/hooks'
import type { Passkey } from '../shared/api-types'
import { Button, ButtonGroup, ErrorSummary, Form, Tag, TextInput, When } from '../shared/ui'
import { removePasskey, renamePasskey } from './api'
import { confirmed } from './confirmed'
import { RemoveRow } from './RemoveRow'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { useFocusMoves } from './use-focus-moves'
import { words } from './words'

type Props = { passkey: Passkey; onChanged: (said: string) => Promise<void> }

export function PasskeyRow({ passkey, onChanged }: Props) {
  const { id, name, created_at, last_used_at } = passkey
  const [isRenaming, setIsRenaming] = useState(false)
  const place = useFocusMoves(isRenaming)
  const stop = () => setIsRenaming(false)
  const remove = async () => {
    await confirmed(() => removePasskey(id))
    await onChanged(words.passkeyRemoved)
  }
  return (
    <li class="wm-account-list__item">
      <p class="wm-account-list__name">{name} <Tag>{words.passkeyTag}</Tag></p>
      <p class="wm-account-list__facts">
        {words.passkeyMade} <When at={created_at} as="day" />. {last_used_at === null ? words.passkeyNeverUsed : words.passkeyUsed}
        {last_used_at !== null && <> <When at={last_used_at} /></>}.
      </p>
      <div ref={place}>
        {isRenaming && <Rename passkey={passkey} onStop={stop} onChanged={onChanged} />}
        {!isRenaming && (
          <RemoveRow name={name} ask={words.passkeyRemoveAsk(name)} yes={words.passkeyRemoveYes} onRemove={remove}>
            <Button kind="quiet" onClick={() => setIsRenaming(true)} label={words.passkeyRenameLabel(name)}>{words.passkeyRename}</Button>
          </RemoveRow>
        )}
      </div>
    </li>
  )
}

function Rename({ passkey, onStop, onChanged }: Props & { onStop: () => void }) {
  const [typed, setTyped] = useState(passkey.name)
  const [isMissing, setIsMissing] = useState(false)
  const { isSending, error, fieldError, send } = useSending()
  const field = `name-${passkey.id}`
  const save = () => {
    const name = typed.trim()
    setIsMissing(name === '')
    if (name !== '') void send(() => renamePasskey(passkey.id, name)).then((wasDone) => wasDone && finish())
  }
  const finish = () => {
    onStop()
    void onChanged(words.passkeyRenamed)
  }
  const missing = isMissing ? words.passkeyNameMissing : undefined
  return (
    <Form onSend={save}>
      <ErrorSummary errors={missing === undefined ? errorsOf(error) : [{ field, words: missing }]} />
      <TextInput name={field} label={words.passkeyNewName} value={typed} onInput={setTyped} error={missing ?? fieldError('name')} width={20} />
      <ButtonGroup>
        <Button type="submit" isBusy={isSending} busyWords={words.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={onStop}>{words.keep}</Button>
      </ButtonGroup>
    </Form>
  )
}
