import { keptMark } from '../shared/device/kept/mark'
import { me } from '../shared/session'
import { useIsDrawn } from '../shared/use-is-drawn'
import { words } from './words'

/** The way to her plan from urgent help: where she is signed in, or a copy is kept on this device. */
export function UseMyPlan({ onOpen }: { onOpen?: () => void }) {
  const isDrawn = useIsDrawn()
  const isThere = keptMark.value !== null || me.value?.is_person === true
  if (!isDrawn || !isThere) return null
  return (
    <a class="nhsuk-button nhsuk-button--secondary-solid wm-button--large" href="/my-plan/use" draggable={false} onClick={onOpen}>
      {words.useMyPlan}
    </a>
  )
}
