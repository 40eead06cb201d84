import { useRef, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { AboutMe, AboutMeEntry } from '../shared/api-types'
import { newId } from '../shared/ids'
import { useUnsavedWork } from '../shared/unsaved'
import { useSending } from '../shared/use-sending'
import type { Resource } from '../shared/use-resource'
import { Banner, Button, ButtonGroup, Failed, Form, TextArea } from '../shared/ui'
import { writeEntry } from './api'
import { useDraft } from '../shared/use-draft'
import { words } from './words'

type Props = {
  recordId: string
  heading: string
  title: string
  asks: string
  own: AboutMeEntry | null
  resource: Resource<AboutMe>
  onDone: () => void
}

/** One heading being written. The words are kept on the device until they are saved or left. */
export function EditEntry({ recordId, heading, title, asks, own, resource, onDone }: Props) {
  const draft = useDraft(`about-me-${heading}`, { words: own?.words ?? '' })
  const [isMissing, setIsMissing] = useState(false)
  const last = useRef({ content: '', id: '' })
  const sending = useSending()
  useUnsavedWork(!draft.isKept)
  const leave = () => void draft.forget().then(onDone)
  const save = () => {
    const written = { heading, words: draft.value.words.trim(), replaces: own?.id ?? null }
    setIsMissing(written.words === '' && own === null)
    if (written.words === '' && own === null) return
    const content = JSON.stringify(written)
    if (last.current.content !== content) last.current = { content, id: newId() }
    void sending.send(async () => {
      try {
        resource.set(await writeEntry(recordId, last.current.id, written))
      } catch (error) {
        // The newest version is fetched, so that saving again replaces what was seen.
        if (error instanceof ApiError && error.code === 'about_me.changed') await resource.reload()
        throw error
      }
    }).then((isDone) => isDone && leave())
  }
  return (
    <Form onSend={save} label={title}>
      {draft.restoredFrom !== null && <Banner>{words.restored}</Banner>}
      {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={words.stillHere} />}
      <TextArea
        name={`about-${heading}`} label={asks} limit={4000} value={draft.value.words} onInput={(said) => draft.change({ words: said })}
        error={isMissing ? words.missing : undefined}
      />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={leave}>{words.cancel}</Button>
      </ButtonGroup>
    </Form>
  )
}
