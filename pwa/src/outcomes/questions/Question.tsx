import { useEffect, useRef } from 'preact/hooks'
import type { InstrumentItem } from '../../shared/api-types'
import { Button, ChoiceButtons, Details, ErrorSummary, Form, Page } from '../../shared/ui'
import { words } from '../words'
import { answer, givenTo, placeOf, skipReasons, type Filling, type Given, type SkipReason } from './filling'
import { Scale } from './Scale'

type Props = {
  filling: Filling
  item: InstrumentItem
  onKeep: (filling: Filling) => void
  /** On to the next question, with what is kept by then. */
  onNext: (filling: Filling) => void
  /** The last question, or one that is changed from the list: what comes next are all the answers. */
  isLast: boolean
  onBack: (() => void) | null
  leave: { href: string; words: string }
  caption: string
  error: string | undefined
  /** Said above the first question. */
  intro: string | null
}

/** One question on a screen: its answers, whether more help is wanted, and the way on near the thumb. */
export function Question({ filling, item, onKeep, onNext, isLast, onBack, leave, caption, error, intro }: Props) {
  const given = givenTo(filling, item.key)
  const help = useShown<HTMLDivElement>(given.value !== null)
  const { at, of } = placeOf(filling, item)
  const put = (some: Partial<Given>) => onKeep(answer(filling, item.key, some))
  const choose = (value: number) => put({ value, skipped: null })
  const leaveOut = (reason: SkipReason) => {
    const next = answer(filling, item.key, { value: null, skipped: reason, wants_help: null })
    onKeep(next)
    onNext(next)
  }
  return (
    <Page title={item.question} windowTitle={words.window(at, of)} caption={caption} back={leave}>
      <div class="wm-questions">
        <ErrorSummary errors={error === undefined ? [] : [{ words: error }]} />
        {intro !== null && <p class="wm-questions__intro">{intro}</p>}
        <Form onSend={() => onNext(filling)}>
          <Scale item={item} value={given.value} onChange={choose} />
          {given.value !== null && item.help_question !== null && (
            <div class="wm-questions__help" ref={help}>
              <Help question={item.help_question} name={item.key} wants={given.wants_help} onChange={(wants_help) => put({ wants_help })} />
            </div>
          )}
          {given.skipped !== null && <p>{words.skipped[given.skipped]}</p>}
          <LeaveOut reasons={filling.instrument.skip_reasons} onChoose={leaveOut} />
          <div class="wm-questions__bar">
            <Button type="submit" kind={given.value === null ? 'secondary' : 'primary'}>{sayNext(given, isLast)}</Button>
            {onBack !== null && <Button kind="quiet" onClick={onBack}>{words.back}</Button>}
          </div>
        </Form>
      </div>
    </Page>
  )
}

function sayNext({ value, skipped }: Given, isLast: boolean): string {
  if (isLast) return words.toCheck
  return value === null && skipped === null ? words.skipForNow : words.next
}

type HelpProps = { question: string; name: string; wants: boolean | null; onChange: (wants: boolean) => void }

function Help({ question, name, wants, onChange }: HelpProps) {
  return (
    <ChoiceButtons
      name={`help-${name}`} legend={question} isRow value={wants === null ? null : wants ? 'yes' : 'no'} onChange={(said) => onChange(said === 'yes')}
      options={[{ value: 'yes', label: words.help.yes }, { value: 'no', label: words.help.no }]}
    />
  )
}

function LeaveOut({ reasons, onChoose }: { reasons: readonly string[]; onChoose: (reason: SkipReason) => void }) {
  const offered = skipReasons.filter((reason) => reasons.includes(reason))
  if (offered.length === 0) return null
  return (
    <Details summary={words.skip}>
      {offered.map((reason) => <p key={reason}><Button kind="secondary" onClick={() => onChoose(reason)}>{words.skipReasons[reason]}</Button></p>)}
    </Details>
  )
}

/** On a phone, what appears with the answer is moved above the bar, so that it is not missed. */
function useShown<Kind extends HTMLElement>(isThere: boolean) {
  const part = useRef<Kind>(null)
  const wasThere = useRef(isThere)
  useEffect(() => {
    const isNew = isThere && !wasThere.current
    wasThere.current = isThere
    if (isNew && matchMedia('(pointer: coarse)').matches) part.current?.scrollIntoView({ block: 'nearest' })
  }, [isThere])
  return part
}
