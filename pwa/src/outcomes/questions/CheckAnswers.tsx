import type { InstrumentItem } from '../../shared/api-types'
import { ChoiceButtons, ErrorSummary, Form, Button, Page, SummaryList, TextArea, type FormError } from '../../shared/ui'
import { sayValue } from '../scale'
import { words } from '../words'
import { givenTo, type Filling, type Given } from './filling'
import { NotSent } from './NotSent'
import type { SendingAnswers } from './use-sending-answers'
import type { Whose } from './whose'

type Props = {
  filling: Filling
  whose: Whose
  sendingAnswers: SendingAnswers
  onKeep: (filling: Filling) => void
  onChange: (place: number) => void
  leave: { href: string; words: string }
}

const mostLetters = 4000

/** Everything before it is sent: the answers, own words, and who sees this one. */
export function CheckAnswers({ filling, whose, sendingAnswers, onKeep, onChange, leave }: Props) {
  const { sending, gaps, send } = sendingAnswers
  const put = (some: Partial<Filling>) => onKeep({ ...filling, ...some, answered_at: null })
  const errors = problems(filling, sendingAnswers)
  const hasOwnPlace = errors.length > 0
  return (
    <Page title={words.checkTitle} back={leave} {...(whose.name === null ? {} : { caption: words.forThem(whose.name) })}>
      <ErrorSummary errors={errors} />
      {!hasOwnPlace && <NotSent sendingAnswers={sendingAnswers} whose={whose} />}
      <div class="wm-check"><SummaryList rows={filling.instrument.items.map((item, index) => row(item, givenTo(filling, item.key), () => onChange(index + 1)))} /></div>
      <Form onSend={send}>
        <TextArea
          name="words" label={words.words} value={filling.words} limit={mostLetters} rows={3} onInput={(said) => put({ words: said })}
          error={sending.fieldError('words')}
        />
        {whose.name === null
          ? <WhoSees filling={filling} names={whose.sharedWith} onKeep={put} error={gaps.includes('privacy') ? words.missing.privacy : undefined} />
          : <How filling={filling} onKeep={put} error={gaps.includes('how') ? words.missing.how : sending.fieldError('how')} />}
        <Button type="submit" isLarge isBusy={sending.isSending} busyWords={words.sending}>{words.send}</Button>
      </Form>
    </Page>
  )
}

const changeId = (key: string) => `answer-${key}`

function row(item: InstrumentItem, given: Given, onChange: () => void) {
  const go = (event: Event) => {
    event.preventDefault()
    onChange()
  }
  return {
    key: item.words,
    value: <>{sayGiven(item, given)}{given.wants_help === true && <><br />{words.wantsHelp}</>}</>,
    action: <a class="wm-questions__change" id={changeId(item.key)} href="#change" onClick={go} aria-label={words.changeLabel(item.words)}>{words.change}</a>,
  }
}

function sayGiven(item: InstrumentItem, { value, skipped }: Given): string {
  if (value !== null) return sayValue(item, value)
  return skipped === null ? words.notAnswered : words.outShort[skipped]
}

/** What stands in the way, each with the place where it can be put right. */
function problems({ instrument: { items } }: Filling, { sending, gaps }: SendingAnswers): FormError[] {
  const first = items[0]
  const places: Record<string, string | undefined> = { answers: first && changeId(first.key), privacy: 'who', how: 'how' }
  const missing = gaps.map((gap) => ({ ...place(places[gap]), words: words.missing[gap] }))
  const refused = [...items.map(({ key, words: name }) => ({ key, id: changeId(key), name: `${name}: ` })), ...whole].flatMap(({ key, id, name }) => {
    const said = sending.fieldError(key)
    return said === undefined ? [] : [{ ...place(id), words: name + said }]
  })
  return [...missing, ...refused]
}

const place = (field: string | undefined) => (field === undefined ? {} : { field })
const whole = [
  { key: 'answers', id: undefined, name: '' },
  { key: 'answered_at', id: undefined, name: '' },
  { key: 'words', id: 'words', name: '' },
  { key: 'how', id: 'how', name: '' },
]

type FieldProps = { filling: Filling; onKeep: (some: Partial<Filling>) => void; error: string | undefined }

function WhoSees({ filling: { is_private: isPrivate }, names, onKeep, error }: FieldProps & { names: string | null }) {
  return (
    <ChoiceButtons
      name="who" legend={words.who} isLargeLegend hint={words.whoHint} error={error}
      value={isPrivate === null ? null : isPrivate ? 'me' : 'shared'} onChange={(who) => onKeep({ is_private: who === 'me' })}
      options={[
        { value: 'shared', label: words.whoShared, ...(names === null ? {} : { hint: names === '' ? words.whoNobody : words.whoSharedNow(names) }) },
        { value: 'me', label: words.whoMe },
      ]}
    />
  )
}

function How({ filling: { how }, onKeep, error }: FieldProps) {
  return (
    <ChoiceButtons
      name="how" legend={words.how} isLargeLegend error={error} value={how} onChange={(said) => onKeep({ how: said })}
      options={[
        { value: 'together', label: words.howTogether, hint: words.howTogetherHint },
        { value: 'for_them', label: words.howFor, hint: words.howForHint },
      ]}
    />
  )
}
