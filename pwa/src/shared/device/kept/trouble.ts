/** What she should know of her copy and cannot see: that it was lost. Set at a visit, shown until it is put right. */
import { signal } from '@preact/signals'

export const keptTrouble = signal<'lost' | null>(null)
