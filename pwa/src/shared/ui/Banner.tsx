import type { ComponentChildren } from 'preact'

type Props = {
  /** 'good' for something done, 'plain' for anything else worth saying. */
  kind?: 'plain' | 'good'
  heading?: string
  children?: ComponentChildren
}

/** A line across the top of a page: not connected, a new version, something done. Read out when it appears. */
export function Banner({ kind = 'plain', heading, children }: Props) {
  return (
    <div class={kind === 'good' ? 'wm-banner wm-banner--good' : 'wm-banner'} role="status">
      {heading !== undefined && <p class="wm-banner__heading">{heading}</p>}
      {children}
    </div>
  )
}
