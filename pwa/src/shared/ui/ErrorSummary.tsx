import { useEffect, useRef } from 'preact/hooks'
import { words } from '../words'

export type FormError = {
  /** The name of the field it belongs to; none for what concerns the whole form. */
  field?: string
  words: string
}

/** What has to be put right before sending. Takes the focus when it appears or changes; empty shows nothing. */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }) {
  const box = useRef<HTMLDivElement>(null)
  const said = errors.map((error) => error.words).join('\n')
  useEffect(() => {
    if (said !== '') box.current?.focus()
  }, [said])
  if (errors.length === 0) return null

  return (
    <div class="nhsuk-error-summary" ref={box} tabIndex={-1}>
      <div role="alert">
        <h2 class="nhsuk-error-summary__title">{words.errorSummary}</h2>
        <div class="nhsuk-error-summary__body">
          <ul class="nhsuk-list nhsuk-error-summary__list">
            {errors.map((error) => <li key={error.words}><ErrorLine {...error} /></li>)}
          </ul>
        </div>
      </div>
    </div>
  )
}

function ErrorLine({ field, words: said }: FormError) {
  if (field === undefined) return <>{said}</>
  const goThere = (event: Event) => {
    event.preventDefault()
    document.getElementById(field)?.focus()
  }
  return <a href={`#${field}`} onClick={goThere}>{said}</a>
}
