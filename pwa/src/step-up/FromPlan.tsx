import { useState } from 'preact/hooks'
import { useMe } from '../shared/session'
import { Checkbox, Details, Fieldset, Loading } from '../shared/ui'
import { useResource, type Resource } from '../shared/use-resource'
import { words } from './from-plan-words'
import { hasSign, knownSigns, readSigns, withoutSign, withSign } from './signs'

type Props = { said: string; onChange: (said: string) => void }
type Choice = Props & { signs: readonly string[] }
/** More than these would push away what comes next. */
const mostAtOnce = 6

/** Her signs to tick, at once where home has read them; else folded away, so that nothing moves when they come. */
export function FromPlan(props: Props) {
  const { account_id: accountId } = useMe()
  const [known] = useState(() => knownSigns(accountId))
  if (known === null) return <Fetched {...props} />
  if (known.length === 0) return null
  if (known.length > mostAtOnce) return <Details summary={words.summary}><Signs {...props} signs={known} /></Details>
  return <Signs {...props} signs={known} />
}

function Fetched(props: Props) {
  const { record_id: recordId } = useMe()
  const found = useResource(() => readSigns(recordId ?? ''), recordId ?? '')
  return <Details summary={words.summary}><Found {...props} found={found} /></Details>
}

function Found({ found, ...props }: Props & { found: Resource<string[]> }) {
  if (found.value === null) return found.isLoading ? <Loading what={words.what} /> : <p>{words.failed}</p>
  return found.value.length === 0 ? <p>{words.none}</p> : <Signs {...props} signs={found.value} />
}

function Signs({ said, onChange, signs }: Choice) {
  return (
    <Fieldset name="signs" legend={words.legend} hint={words.hint}>
      {signs.map((sign, place) => (
        <Checkbox
          key={sign} name={`sign-${place}`} label={sign} isChecked={hasSign(said, sign)}
          onChange={(isTicked) => onChange(isTicked ? withSign(said, sign) : withoutSign(said, sign))}
        />
      ))}
    </Fieldset>
  )
}
