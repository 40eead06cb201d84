import type { ComponentChildren } from 'preact'

/** A state in a word or two. One look for all: colour never judges a person or a request. */
export function Tag({ isStrong = false, children }: { isStrong?: boolean; children: ComponentChildren }) {
  return <strong class={isStrong ? 'wm-tag wm-tag--strong' : 'wm-tag'}>{children}</strong>
}
