import type { ComponentChildren } from 'preact'
import { Button, ErrorSummary, Form, Page, type FormError } from '../../shared/ui'
import type { StepProps } from './draft'
import { words } from './words'

type Props = Pick<StepProps, 'caption' | 'onBack'> & {
  title: string
  errors?: readonly FormError[]
  onSend: () => void
  isBusy?: boolean
  busyWords?: string
  button?: string
  children: ComponentChildren
}

/** One step of inviting: a question, the way on, and the way back. */
export function StepPage({ title, caption, errors = [], onSend, onBack, isBusy = false, busyWords = '', button = words.goOn, children }: Props) {
  return (
    <Page title={title} caption={caption} back={{ href: '/people', words: words.leaveTo }}>
      <Form onSend={onSend}>
        <ErrorSummary errors={errors} />
        {children}
        <Button type="submit" isBusy={isBusy} busyWords={busyWords}>{button}</Button>
      </Form>
      <p><Button kind="quiet" onClick={onBack}>{words.back}</Button></p>
    </Page>
  )
}
