import type { ComponentChildren } from 'preact'

type Props = {
  heading: ComponentChildren
  /** With an address the whole card opens it; without, the card only holds things together. */
  href?: string
  level?: 2 | 3
  /** 'action' is the largest thing on the screen, in the colour of actions. */
  kind?: 'plain' | 'action'
  children?: ComponentChildren
}

export function Card({ heading, href, level = 2, kind = 'plain', children }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const classes = ['wm-card', href !== undefined && 'wm-card--opens', kind === 'action' && 'wm-card--action']
  return (
    <div class={classes.filter(Boolean).join(' ')}>
      <Heading class="wm-card__heading">
        {href === undefined ? heading : <a class="wm-card__link" href={href}>{heading}</a>}
      </Heading>
      {children !== undefined && <div class="wm-card__body">{children}</div>}
    </div>
  )
}
