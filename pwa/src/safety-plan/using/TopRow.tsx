import { me } from '../../shared/session'
import { Button } from '../../shared/ui'
import { useReadAloud } from './read-aloud'
import { words } from './words'

type Props = { goBack: (() => void) | null; texts: readonly string[] }

/** Above each screen: one screen back, and her words read aloud. */
export function TopRow({ goBack, texts }: Props) {
  return (
    <div class="wm-use__top">
      {goBack === null
        ? <a href={me.value?.is_person === true ? '/my-plan' : '/my-plan/now'}>{words.backToPlan}</a>
        : <Button kind="quiet" onClick={goBack}>{words.back}</Button>}
      <ReadAloudButton texts={texts} />
    </div>
  )
}

/** Never by itself: somebody may be near. */
function ReadAloudButton({ texts }: { texts: readonly string[] }) {
  const { canRead, isReading, read, stop } = useReadAloud(texts)
  if (!canRead) return null
  return <Button kind="quiet" onClick={isReading ? stop : read}>{isReading ? words.stopReading : words.readAloud}</Button>
}
