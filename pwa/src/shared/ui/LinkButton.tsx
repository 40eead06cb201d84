import type { ComponentChildren } from 'preact'
import type { ButtonKind } from './Button'

const classes: Record<Exclude<ButtonKind, 'quiet'>, string> = {
  primary: 'nhsuk-button',
  secondary: 'nhsuk-button nhsuk-button--secondary-solid',
  emergency: 'nhsuk-button nhsuk-button--warning',
}

type Props = { href: string; children: ComponentChildren; kind?: keyof typeof classes; isLarge?: boolean; label?: string }

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ href, children, kind = 'primary', isLarge = false, label }: Props) {
  return (
    <a class={isLarge ? `${classes[kind]} wm-button--large` : classes[kind]} href={href} draggable={false} aria-label={label}>
      {children}
    </a>
  )
}
