import { useEffect, useRef, useState } from 'preact/hooks'
import type { PlanPhoto } from '../api-types'
import { Button } from '../ui'
import { words } from './words'
import './styles.scss'

type Props = {
  photo: Pick<PlanPhoto, 'id' | 'words' | 'width' | 'height'>
  /** Fetches the image: from the service, or from where it is kept. */
  read: () => Promise<Blob>
}

/** One photo. Its place is there before it comes, so that nothing jumps; its words are read to who cannot see it. */
export function PlanPicture({ photo, read }: Props) {
  const { width, height } = photo
  const { address, hasFailed, again } = useAddress(photo.id, read)
  const said = photo.words === '' ? words.unnamed : photo.words
  if (address !== null) return <img class="wm-photo" src={address} alt={said} width={width} height={height} />
  return (
    <div class="wm-photo-place">
      <svg class="wm-photo" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />
      {hasFailed && (
        <div class="wm-photo-failed" role="alert">
          <p>{words.failed}</p>
          <Button kind="quiet" onClick={again} label={words.againLabel(said)}>{words.again}</Button>
        </div>
      )}
    </div>
  )
}

/** An address in memory for an image, given back when the photo is no longer shown. */
function useAddress(id: string, read: Props['read']) {
  const [shown, setShown] = useState<{ address: string | null; hasFailed: boolean }>({ address: null, hasFailed: false })
  const [turn, setTurn] = useState(0)
  const latestRead = useRef(read)
  latestRead.current = read

  useEffect(() => {
    let made: string | null = null
    let isOver = false
    setShown({ address: null, hasFailed: false })
    latestRead.current().then(
      (image) => {
        if (isOver) return
        made = URL.createObjectURL(image)
        setShown({ address: made, hasFailed: false })
      },
      () => {
        if (!isOver) setShown({ address: null, hasFailed: true })
      },
    )
    return () => {
      isOver = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [id, turn])

  return { ...shown, again: () => setTurn((before) => before + 1) }
}
