/** Brings the copy on this phone up to date, where there is one. That it cannot be done stands in nobody's way. */

export function keepFresh(): void {
  void import('../shared/device/kept').then(({ refreshKept }) => refreshKept()).catch(() => undefined)
}
