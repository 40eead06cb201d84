import type { ComponentChildren } from 'preact'

type Props = { onSend: () => void; children: ComponentChildren; label?: string }

/** A form that the page sends itself. The browser's own complaints are off: ours say what to do. */
export function Form({ onSend, children, label }: Props) {
  const send = (event: Event) => {
    event.preventDefault()
    const pressed = (event as SubmitEvent).submitter
    if (pressed?.getAttribute('aria-disabled') !== 'true') onSend()
  }
  return (
    <form noValidate onSubmit={send} aria-label={label}>
      {children}
    </form>
  )
}
