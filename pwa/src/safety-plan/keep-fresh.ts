/** Brings the copy on this phone up to date, where there is one. That it cannot be done stands in nobody's way. */
import { refreshKept } from '../shared/device/kept'

export function keepFresh(): void {
  void refreshKept().catch(() => undefined)
}
