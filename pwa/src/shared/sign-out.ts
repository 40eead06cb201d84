/** Signing out concerns the whole app; a slice's button asks for it here. */
let listener: () => void = () => undefined

export function requestSignOut(): void {
  listener()
}

/** The app says how it is done. */
export function whenSignOutIsRequested(how: () => void): void {
  listener = how
}
