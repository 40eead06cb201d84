/** Keeping the app on the device: what the browser offers, and whether the person wants to hear of it. */
import { signal } from '@preact/signals'

type InstallOffer = Event & { prompt: () => Promise<unknown> }

const key = 'waymark.no-install-hint'

export const installOffer = signal<InstallOffer | null>(null)
export const isHintWanted = signal(!wasRefused())

/** Some browsers say when the app can be installed, early and only once. */
export function watchForInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    installOffer.value = event as InstallOffer
  })
  addEventListener('appinstalled', () => (installOffer.value = null))
}

export async function install(): Promise<void> {
  const offer = installOffer.value
  installOffer.value = null
  await offer?.prompt()
}

export function refuseHint(): void {
  isHintWanted.value = false
  try {
    localStorage.setItem(key, 'yes')
  } catch {
    // Then it is asked again another day.
  }
}

function wasRefused(): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
