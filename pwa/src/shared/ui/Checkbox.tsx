import type { ComponentChildren } from 'preact'

type Props = {
  name: string
  label: string
  hint?: ComponentChildren
  isChecked: boolean
  onChange: (isChecked: boolean) => void
  /** Greyed, with the hint saying why. */
  isFixed?: boolean
}

export function Checkbox({ name, label, hint, isChecked, onChange, isFixed = false }: Props) {
  const hintId = hint === undefined ? undefined : `${name}-hint`
  return (
    <div class="nhsuk-checkboxes wm-checkbox">
      <div class="nhsuk-checkboxes__item">
        <input
          class="nhsuk-checkboxes__input"
          type="checkbox"
          id={name}
          name={name}
          checked={isChecked}
          disabled={isFixed}
          onChange={(event) => onChange(event.currentTarget.checked)}
          aria-describedby={hintId}
        />
        <label class="nhsuk-label nhsuk-checkboxes__label" for={name}>{label}</label>
        {hint !== undefined && <div class="nhsuk-hint nhsuk-checkboxes__hint" id={hintId}>{hint}</div>}
      </div>
    </div>
  )
}
