import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDraft } from '../../shared/device/drafts'
import { session } from '../../shared/session'
import { asha } from '../../shared/testing/answers'
import { draftKey } from '../sent'
import { dialog, november } from '../testing/dialog'
import { sent, serve, show } from '../testing/show'
import { ForThemPage } from './ForThemPage'

beforeEach(() => serve({
  'GET /api/instruments': { body: { instruments: [dialog] } },
  'GET /api/records/r1/around': { body: { preferred_name: 'Alex', team: null, key_worker: null, carer_champion: null, people: [] } },
  'PUT /api/records/r1/responses/': { status: 201, body: november },
}))
afterEach(() => {
  cleanup()
  session.value = { state: 'signed-out', because: 'left' }
})

const openForThem = () => show(ForThemPage, '/records/:recordId/questions/:instrument', '/records/r1/questions/dialog', asha)
const question = (name: string) => screen.findByRole('heading', { level: 1, name })
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }))
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('entering for somebody', () => {
  it('is marked on every screen, never private, and asks how it was done', async () => {
    openForThem()
    await question('You are entering for Alex. 1 of 3 How satisfied are you with your mental health?')
    screen.getByText(/Nothing is kept on this device until you send it\./)
    choose('5, fairly satisfied')
    press('Next')
    await question('You are entering for Alex. 2 of 3 How satisfied are you with your job situation?')
    press('Skip for now')
    press('Check your answers')
    await screen.findByRole('heading', { level: 1, name: 'You are entering for Alex Check your answers' })
    expect(screen.queryByText('Who sees this one?')).toBeNull()
    press('Send')
    screen.getByRole('link', { name: 'Choose how you did this.' })
    fireEvent.click(screen.getByRole('radio', { name: /For them/ }))
    press('Send')
    await screen.findByText('came to /records/r1/how-life-is')
    expect(sent()[0]!.body).toMatchObject({ how: 'for_them', is_private: false })
  })

  it('writes nothing to the device, and warns before the page is closed', async () => {
    const { unmount } = openForThem()
    await question('You are entering for Alex. 1 of 3 How satisfied are you with your mental health?')
    choose('5, fairly satisfied')
    const closing = new Event('beforeunload', { cancelable: true })
    dispatchEvent(closing)
    expect(closing.defaultPrevented).toBe(true)
    expect(await readDraft(asha.account_id, draftKey('dialog'))).toBeNull()
    unmount()
    openForThem()
    await screen.findByText('You began today. 1 of 3 answered.')
  })
})
