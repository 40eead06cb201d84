import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'emergency'

const classes: Record<ButtonKind, string> = {
  primary: 'nhsuk-button',
  secondary: 'nhsuk-button nhsuk-button--secondary-solid',
  quiet: 'wm-quiet-button',
  emergency: 'nhsuk-button nhsuk-button--warning',
}

type Props = {
  children: ComponentChildren
  onClick?: () => void
  kind?: ButtonKind
  type?: 'button' | 'submit'
  /** While true the button stays, says `busyWords`, and does nothing more. */
  isBusy?: boolean
  busyWords?: string
  /** Why it may not be pressed; shown below the button and read with it. */
  refusedBecause?: string | null
  /** Full width on phones and larger: the one thing to do. */
  isLarge?: boolean
  /** Tells buttons of the same words apart for a screen reader. */
  label?: string
}

export function Button(props: Props) {
  const { children, onClick, kind = 'primary', type = 'button', isBusy = false, busyWords, isLarge = false, label } = props
  const reason = props.refusedBecause ?? null
  const reasonId = useId()
  const isStill = isBusy || reason !== null

  const press = (event: Event) => {
    if (isStill) event.preventDefault()
    else onClick?.()
  }
  return (
    <>
      <button
        class={isLarge ? `${classes[kind]} wm-button--large` : classes[kind]}
        type={type}
        onClick={press}
        aria-disabled={isStill ? 'true' : undefined}
        aria-describedby={reason === null ? undefined : reasonId}
        aria-label={label}
      >
        {isBusy && busyWords !== undefined ? busyWords : children}
      </button>
      {reason !== null && <p class="nhsuk-hint wm-refused" id={reasonId}>{reason}</p>}
    </>
  )
}
