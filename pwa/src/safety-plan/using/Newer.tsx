import { useEffect, useState } from 'preact/hooks'
import { keptMark } from '../../shared/device/kept'
import { Button } from '../../shared/ui'
import { findNewer, type Found, type InUse } from './find-plan'
import { words } from './words'

type Props = { than: InUse; onShow: (found: Found) => void }

/** The copy was brought up to date while she reads it. Below all else and by her hand: nothing moves under her thumb. */
export function Newer({ than, onShow }: Props) {
  const asOf = keptMark.value?.asOf
  const [newer, setNewer] = useState<Found | null>(null)
  useEffect(() => {
    setNewer(null)
    if (than.asOf === null || asOf === undefined || asOf === than.asOf) return
    let isOver = false
    void findNewer(than).then((found) => { if (!isOver) setNewer(found) }, () => undefined)
    return () => {
      isOver = true
    }
  }, [asOf, than])
  return (
    <div role="status">
      {newer !== null && <p>{words.newer} <Button kind="quiet" onClick={() => onShow(newer)}>{words.showNewest}</Button></p>}
    </div>
  )
}
