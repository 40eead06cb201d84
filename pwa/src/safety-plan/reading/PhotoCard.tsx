import { useState } from 'preact/hooks'
import type { Id, PlanAudience, PlanPhoto } from '../../shared/api-types'
import { PlanPicture } from '../../shared/plan-photos/PlanPicture'
import { readPlanPhoto } from '../../shared/plan-photos/read'
import { Button, ButtonGroup } from '../../shared/ui'
import { ChangePhoto } from './ChangePhoto'
import { RemovePhoto } from './RemovePhoto'
import { words } from './photo-words'

type Props = { recordId: Id; photo: PlanPhoto; number: number; audience: PlanAudience; onDone: (what: string) => Promise<void> }

/** One photo that is kept: what is on it, who sees it, and what can be done with it. */
export function PhotoCard({ recordId, photo, number, audience, onDone }: Props) {
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const name = photo.words === '' ? words.numbered(number) : photo.words
  const close = () => setOpen(null)
  const done = async (what: string) => {
    close()
    await onDone(what)
  }
  return (
    <>
      <PlanPicture photo={photo} read={() => readPlanPhoto(recordId, photo.id)} />
      <p class="wm-photos__words">{photo.words === '' ? words.noWords : photo.words}</p>
      <p class="wm-photos__facts">{photo.is_private ? words.onlyYou : words.shared}</p>
      {open === null && (
        <ButtonGroup>
          <Button kind="quiet" onClick={() => setOpen('change')} label={words.changeLabel(name)}>{words.change}</Button>
          <Button kind="quiet" onClick={() => setOpen('remove')} label={words.removeLabel(name)}>{words.remove}</Button>
        </ButtonGroup>
      )}
      {open === 'change' && <ChangePhoto photo={photo} audience={audience} onDone={() => done(words.saved)} onLeave={close} />}
      {open === 'remove' && <RemovePhoto photo={photo} onDone={() => done(words.removed)} onLeave={close} />}
    </>
  )
}
