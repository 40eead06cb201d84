/**
 * What stands there before the app does: her kept plan's first section, or what it is locked with. The service worker has put it
 * before the app; it goes when the page that the app has drawn behind it is whole.
 */
const drawn = () => document.getElementById('kept')
const how = () => document.documentElement.dataset.kept

/** Whether something stands there still. */
export function isFirstScreenUp(): boolean {
  const kept = drawn()
  return kept !== null && how() !== undefined && (how() !== 'open' || kept.dataset.plan === 'yes')
}

/** Whether it is her plan itself: she is reading the copy already. */
export const isPlanUp = (): boolean => isFirstScreenUp() && how() === 'open'

/** Shows the app in its place. What she has written and pressed there meanwhile is written and pressed here. */
export function showApp(): void {
  const kept = drawn()
  if (kept === null) return
  const field = kept.querySelector('input')
  const pressed = kept.querySelector('[data-pressed]')
  const wasWriting = field !== null && document.activeElement === field
  kept.remove()
  const same = document.querySelector<HTMLInputElement>(`#app input[type="${field?.type ?? ''}"]`)
  if (field !== null && same !== null) handOver(field.value, same, wasWriting)
  // After the app has taken in what was written.
  if (pressed !== null) setTimeout(() => press(pressed.textContent))
}

function handOver(written: string, field: HTMLInputElement, wasWriting: boolean): void {
  field.value = written
  field.dispatchEvent(new Event('input', { bubbles: true }))
  if (wasWriting) field.focus()
}

function press(said: string): void {
  const same = [...document.querySelectorAll<HTMLButtonElement>('#app main button')].find(({ textContent }) => textContent === said)
  same?.click()
}
