import { useState } from 'preact/hooks'
import { Button, ChoiceButtons, ErrorSummary, Form, Page } from '../../shared/ui'
import { words } from './words'

type Answer = keyof typeof words.privateOptions

const options = (Object.keys(words.privateOptions) as Answer[]).map((value) => ({ value, label: words.privateOptions[value] }))

/** Asked before anything else, kept nowhere: the answer goes when this step does. */
export function PrivateQuestion({ onFree, onPressed }: { onFree: () => void; onPressed: () => void }) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [isMissing, setIsMissing] = useState(false)
  const missing = isMissing && answer === null ? words.privateMissing : undefined
  const goOn = () => {
    setIsMissing(answer === null)
    if (answer === 'no') onFree()
    else if (answer !== null) onPressed()
  }
  return (
    <Page key="private" title={words.privateTitle} back={{ href: '/people', words: words.leaveTo }}>
      <Form onSend={goOn}>
        <ErrorSummary errors={missing === undefined ? [] : [{ field: 'pressed', words: missing }]} />
        <ChoiceButtons
          name="pressed"
          legend={words.privateQuestion}
          hint={words.privateHint}
          value={answer}
          onChange={setAnswer}
          options={options}
          error={missing}
          isLargeLegend
        />
        <Button type="submit">{words.goOn}</Button>
      </Form>
    </Page>
  )
}
