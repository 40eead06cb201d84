import type { ComponentChildren } from 'preact'
import { describedBy, FormGroup, HintAndError, type FieldProps } from './FormGroup'

type Props = FieldProps & { legend: string; isLargeLegend?: boolean; children: ComponentChildren }

/** Fields that answer one question together. */
export function Fieldset(props: Props) {
  const { legend, isLargeLegend = false, error, children } = props
  return (
    <FormGroup error={error}>
      <fieldset class="nhsuk-fieldset" aria-describedby={describedBy(props)}>
        <legend class={isLargeLegend ? 'nhsuk-fieldset__legend nhsuk-fieldset__legend--m' : 'nhsuk-fieldset__legend'}>{legend}</legend>
        <HintAndError {...props} />
        {children}
      </fieldset>
    </FormGroup>
  )
}
