import { TextArea } from '../shared/ui'
import { words } from './terms-words'

export const askLimit = 500
export type Asks = { please_do: string; please_dont: string }

/** As the service is told: nothing written is nothing asked. */
export function askedIn({ please_do, please_dont }: Asks): { please_do: string | null; please_dont: string | null } {
  return { please_do: please_do.trim() || null, please_dont: please_dont.trim() || null }
}

/** What a person asks of somebody. Nothing has to be written. */
export function AsksFields({ asks, onChange }: { asks: Asks; onChange: (asks: Asks) => void }) {
  return (
    <>
      <TextArea
        name="please_do"
        label={words.pleaseDo}
        hint={words.pleaseDoHint}
        rows={3}
        limit={askLimit}
        value={asks.please_do}
        onInput={(please_do) => onChange({ ...asks, please_do })}
      />
      <TextArea
        name="please_dont"
        label={words.pleaseDont}
        hint={words.pleaseDontHint}
        rows={3}
        limit={askLimit}
        value={asks.please_dont}
        onInput={(please_dont) => onChange({ ...asks, please_dont })}
      />
    </>
  )
}
