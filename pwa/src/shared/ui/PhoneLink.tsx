import type { ComponentChildren } from 'preact'
import { words } from '../words'

/** A number to ring in one tap. */
export function PhoneLink({ number, children }: { number: string; children?: ComponentChildren }) {
  return <a class="wm-phone" href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>{children ?? words.callNumber(number)}</a>
}
