/** What had the focus is gone: it goes to what took its place, once that is there. */
export function focusOn(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}
