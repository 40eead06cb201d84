import { fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, NotReached } from '../api'
import { Await, Button, ChoiceButtons, CrisisContacts, ErrorSummary, Failed, Form, Page, TextArea, TextInput, When } from '.'
import { forgetPages } from './Page'

beforeEach(forgetPages)

describe('a page', () => {
  it('names the window, and takes the focus to its heading after the first', () => {
    const { unmount } = render(<Page title="Requests">{null}</Page>)
    expect(document.title).toBe('Requests – Waymark')
    expect(document.activeElement).toBe(document.body)
    unmount()
    render(<Page title="People">{null}</Page>)
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'People' }))
  })
})

describe('a button', () => {
  it('says why it may not be pressed, to everybody, and then does nothing', () => {
    const press = vi.fn()
    render(<Button onClick={press} refusedBecause="Nobody has spoken to Alex yet.">Close</Button>)
    const button = screen.getByRole('button', { name: 'Close', description: 'Nobody has spoken to Alex yet.' })
    fireEvent.click(button)
    expect(press).not.toHaveBeenCalled()
    expect(button.getAttribute('aria-disabled')).toBe('true')
  })

  it('keeps a form from being sent twice', () => {
    const send = vi.fn()
    render(<Form onSend={send}><Button type="submit" isBusy busyWords="Sending…">Send</Button></Form>)
    fireEvent.click(screen.getByRole('button', { name: 'Sending…' }))
    expect(send).not.toHaveBeenCalled()
  })
})

describe('fields', () => {
  it('joins label, hint and error', () => {
    render(<TextInput name="contact" label="E-mail or phone" hint="Ours to keep." error="Write one." value="" onInput={() => undefined} />)
    const field = screen.getByRole('textbox', { name: 'E-mail or phone', description: /Ours to keep. Error: ?Write one./ })
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })

  it('says how many letters are left only near the end', () => {
    const area = (value: string) => <TextArea name="words" label="Words" limit={20} value={value} onInput={() => undefined} />
    const { rerender } = render(area('short'))
    expect(screen.queryByText(/letters? left/)).toBeNull()
    rerender(area('nineteen letters ok'))
    screen.getByText('You have 1 letter left')
    rerender(area('far more than twenty letters'))
    screen.getByText('You have 8 letters too many')
  })

  it('chooses with large buttons as with radios', () => {
    const choose = vi.fn()
    const options = [{ value: 'today', label: 'Today' }, { value: 'few_days', label: 'In the next few days' }] as const
    render(<ChoiceButtons name="when" legend="When?" value="today" onChange={choose} options={options} />)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Today' }).checked).toBe(true)
    fireEvent.click(screen.getByRole('radio', { name: 'In the next few days' }))
    expect(choose).toHaveBeenCalledWith('few_days')
  })

  it('takes the focus to the errors, and from there to the field', () => {
    render(<><ErrorSummary errors={[{ field: 'contact', words: 'Write an address.' }]} /><input id="contact" /></>)
    expect(document.activeElement?.textContent).toContain('There is a problem')
    fireEvent.click(screen.getByRole('link', { name: 'Write an address.' }))
    expect(document.activeElement?.id).toBe('contact')
  })
})

describe('waiting and failing', () => {
  const resource = { value: null, error: null, isLoading: true, reload: vi.fn(() => Promise.resolve()), set: vi.fn() }

  it('says what is waited for, but not at once', async () => {
    render(<Await of={resource} what="your requests">{() => null}</Await>)
    expect(screen.getByRole('status').textContent).toBe('')
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Getting your requests…'))
  })

  it('says what happened, what is safe, and tries again', () => {
    render(<Await of={{ ...resource, isLoading: false, error: new NotReached('No signal.') }} what="your requests">{() => null}</Await>)
    expect(screen.getByRole('alert').textContent).toContain('We could not get your requestsNo signal. Nothing you have done is lost.')
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(resource.reload).toHaveBeenCalledOnce()
  })

  it('shows the service’s own words', () => {
    render(<Failed what="send this" error={new ApiError('x', 409, 'It is closed already.')} />)
    screen.getByText(/It is closed already\./)
  })
})

describe('small things', () => {
  it('gives a time its machine form and the exact words', () => {
    render(<When at="2026-07-01T14:00:00Z" as="clock" />)
    const time = screen.getByText('3 pm')
    expect(time.getAttribute('datetime')).toBe('2026-07-01T14:00:00Z')
    expect(time.title).toBe('Wednesday 1 July 2026 at 15:00')
  })

  it('rings and texts in one tap, with no service known', () => {
    render(<CrisisContacts />)
    const address = (name: string) => screen.getByRole('link', { name }).getAttribute('href')
    expect(address('Ring 999')).toBe('tel:999')
    expect(address('Ring 111')).toBe('tel:111')
    expect(address('Ring 116 123')).toBe('tel:116123')
    expect(address('Text SHOUT to 85258')).toBe('sms:85258?&body=SHOUT')
  })
})
