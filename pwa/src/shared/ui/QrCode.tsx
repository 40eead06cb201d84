import { words } from '../words'

type Props = {
  /** How many squares a side has, the quiet edge included. */
  size: number
  /** An SVG path of the dark squares, one unit a square. */
  path: string
  label?: string
}

/** A code for a phone's camera: always dark on white, or cameras do not read it. */
export function QrCode({ size, path, label = words.qrLabel }: Props) {
  return (
    <svg class="wm-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect class="wm-qr__ground" width={size} height={size} />
      <path class="wm-qr__squares" d={path} />
    </svg>
  )
}
