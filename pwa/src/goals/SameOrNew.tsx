import { Radios } from '../shared/ui'
import { words } from './words'

export type Same = 'same' | 'new'
type Props = { value: Same | null; onChange: (same: Same) => void; error: string | undefined }

/** Only she knows whether other words mean another goal; each choice says what comes of it. */
export function SameOrNew({ value, onChange, error }: Props) {
  const options = (['same', 'new'] as const).map((same) => ({ value: same, ...words.sameOptions[same] }))
  return <Radios name="goal-same" legend={words.sameLegend} isLargeLegend value={value} onChange={onChange} options={options} error={error} />
}
