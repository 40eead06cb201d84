import { useRef, useState } from 'preact/hooks'
import type { SafetyPlan } from '../../shared/api-types'
import { isFull } from './room'
import { NewPhoto } from './NewPhoto'
import { PhotoTrouble, preparePhoto, type Prepared, type Trouble } from './prepare-photo'
import { words } from './photo-words'

type Props = { plan: SafetyPlan; onBegin: () => void; onKept: () => Promise<void> }
type State = { is: 'waiting' } | { is: 'preparing' } | { is: 'troubled'; why: Trouble } | { is: 'chosen'; photo: Prepared }

/** Choosing a photo from the camera or the library, making it small, and then what belongs to it. */
export function AddPhoto({ plan, onBegin, onKept }: Props) {
  const [state, setState] = useState<State>({ is: 'waiting' })
  const room = plan.photo_bytes_left ?? 0
  const turn = useRef(0)
  const choose = async (file: File) => {
    const mine = ++turn.current
    onBegin()
    setState({ is: 'preparing' })
    const next = await preparePhoto(file, room).then(
      (photo): State => ({ is: 'chosen', photo }),
      (error: unknown): State => ({ is: 'troubled', why: error instanceof PhotoTrouble ? error.why : 'too-large' }),
    )
    if (mine === turn.current) setState(next)
  }
  const kept = async () => {
    await onKept()
    setState({ is: 'waiting' })
  }
  if (state.is === 'chosen') return <NewPhoto plan={plan} photo={state.photo} onKept={kept} onLeave={() => setState({ is: 'waiting' })} />
  if (isFull(room)) return null
  return (
    <>
      <p>{words.stripped}</p>
      {state.is === 'troubled' && <p class="wm-callout" role="alert">{words.trouble(state.why)}</p>}
      <FileButton isBusy={state.is === 'preparing'} label={state.is === 'troubled' ? words.chooseAnother : words.choose} onFile={(file) => void choose(file)} />
    </>
  )
}

/** The browser's own way to a file, in the look of our buttons. On a phone it offers the camera too. */
function FileButton({ label, isBusy, onFile }: { label: string; isBusy: boolean; onFile: (file: File) => void }) {
  const pick = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    const file = input.files?.[0]
    // The same file can be chosen again afterwards.
    input.value = ''
    if (file !== undefined && !isBusy) onFile(file)
  }
  return (
    <div class="wm-file">
      <input class="wm-file__input" id="photo" type="file" accept="image/*" aria-disabled={isBusy ? 'true' : undefined} onChange={pick} />
      <label class="nhsuk-button wm-file__face" for="photo">{label}</label>
      <p class="wm-file__state" role="status">{isBusy && words.preparing}</p>
    </div>
  )
}
