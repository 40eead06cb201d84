import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ApiError } from '../shared/api'
import { newId } from '../shared/ids'
import { useSending, type Sending } from '../shared/use-sending'
import { Button, ButtonGroup, Failed, WarningCallout } from '../shared/ui'
import { begin, readTeamSharing } from './api'
import { words } from './list-words'

/** Begins a conversation and goes there; one that is open already is gone on with. */
function useBegin(recordId: string, hrefOf: (id: string) => string): Sending & { start: (together: boolean) => void } {
  const { route } = useLocation()
  const sending = useSending()
  const [id] = useState(newId)
  const start = (together: boolean) => void sending.send(async () => {
    try {
      route(hrefOf((await begin(recordId, id, together)).id))
    } catch (error) {
      const open = error instanceof ApiError && error.code === 'dialog_plus.already_open' ? error.fields.conversation_id?.[0] : undefined
      if (open === undefined) throw error
      route(hrefOf(open))
    }
  })
  return { ...sending, start }
}

/** How she begins: alone, or with her worker; the questions about her life first, if she likes. */
export function BeginMine({ recordId }: { recordId: string }) {
  const { start, isSending, error } = useBegin(recordId, (id) => `/working-on/${id}`)
  const [isTeamShut, setIsTeamShut] = useState(false)
  const together = async () => {
    // Said before, not after: a worker who may not write here could only read along.
    const sharing = await readTeamSharing().catch(() => null)
    const section = sharing?.sections.find((one) => one.section === 'dialog_plus_plan')
    if (section === undefined || (section.is_shared && section.may_add)) start(true)
    else setIsTeamShut(true)
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.beginTitle}</h2>
      <p>{words.beginAbout}</p>
      <p>{words.questionsAbout} <a href="/questions/dialog">{words.questionsFirst}</a></p>
      {error !== null && <Failed what={words.beginFailed} error={error} />}
      {isTeamShut
        ? (
            <WarningCallout heading={words.beginTogether}>
              <p>{words.teamCannotWrite}</p>
              <p><a href="/sharing">{words.chooseSharing}</a></p>
              <Button kind="secondary" onClick={() => start(true)} isBusy={isSending} busyWords={words.beginning}>{words.beginAnyway}</Button>
            </WarningCallout>
          )
        : (
            <ButtonGroup>
              <Button onClick={() => start(false)} isBusy={isSending} busyWords={words.beginning}>{words.beginAlone}</Button>
              <Button kind="secondary" onClick={() => void together()} isBusy={isSending} busyWords={words.beginning}>{words.beginTogether}</Button>
            </ButtonGroup>
          )}
    </section>
  )
}

/** A worker begins only together. */
export function BeginTogether({ recordId, name }: { recordId: string; name: string }) {
  const { start, isSending, error } = useBegin(recordId, (id) => `/records/${recordId}/working-on/${id}`)
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.beginTitle}</h2>
      <p>{words.beginTheirsAbout(name)}</p>
      {error !== null && <Failed what={words.beginFailed} error={error} />}
      <Button onClick={() => start(true)} isBusy={isSending} busyWords={words.beginning}>{words.beginTheirs}</Button>
    </section>
  )
}
