/**
 * The link and the code that were made just now. They are shown once: nothing keeps them but this page's memory, and
 * leaving the page that shows them forgets them.
 */
import { signal } from '@preact/signals'
import type { Id, TrustedLink } from '../../shared/api-types'
import type { How } from '../inviting/draft'

export type FreshLink = TrustedLink & { id: Id; name: string; how: How; contact: string | null }

export const freshLink = signal<FreshLink | null>(null)

export function keepFresh(link: FreshLink): void {
  freshLink.value = link
}

export function forgetFresh(): void {
  freshLink.value = null
}
