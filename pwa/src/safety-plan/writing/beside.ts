/** Who sits beside her while she writes: asked once a visit, kept in memory alone, and only for whoever is signed in. */
import { signal } from '@preact/signals'
import type { Me } from '../../shared/api-types'
import type { Companion } from '../api'

const chosen = signal<{ visit: string; companion: Companion | null } | null>(null)

const visitOf = (me: Me) => `${me.account_id} ${me.session.id}`

export function besideNow(me: Me): Companion | null {
  return chosen.value?.visit === visitOf(me) ? chosen.value.companion : null
}

export function setBeside(me: Me, companion: Companion | null): void {
  chosen.value = { visit: visitOf(me), companion }
}
