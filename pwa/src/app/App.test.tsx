import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noteDone } from '../shared/just-done'
import { notePending } from '../shared/pending-identity'
import { isReached, saysItself, session } from '../shared/session'
import { useUnsavedWork } from '../shared/unsaved'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { App } from './App'
import { idleness } from './idle'
import { listenForShift } from './leave'
import { isUpdateReady } from './update'

beforeEach(() => {
  answerWith({})
  session.value = { state: 'signed-out' }
  isReached.value = true
  saysItself.value = false
  isUpdateReady.value = false
  history.replaceState(null, '', '/privacy')
})

const navWords = () => within(screen.getByRole('navigation')).getAllByRole('link').map((link) => link.textContent)

describe('the shell', () => {
  it('has a way past it, urgent help and a way out on every page, signed out too', async () => {
    render(<App />)
    expect(screen.getByRole('link', { name: 'Skip to main content' }).getAttribute('href')).toBe('#main')
    expect(screen.getByRole('link', { name: 'Urgent help' }).getAttribute('href')).toBe('/urgent-help')
    expect(screen.getByRole('link', { name: 'Leave this page quickly' }).getAttribute('href')).toMatch(/^https:\/\//)
    await screen.findByRole('heading', { name: 'Privacy', level: 1 })
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('opens urgent help over the page, which stays', () => {
    render(<App />)
    expect(screen.queryByText('Ring 999'), 'drawn before anything else is there').toBeNull()
    fireEvent.click(screen.getByRole('link', { name: 'Urgent help' }))
    const sheet = screen.getByRole('dialog', { name: 'Urgent help' })
    within(sheet).getByRole('link', { name: 'Ring 999' })
    expect(location.pathname).toBe('/privacy')
    fireEvent.click(within(sheet).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('links only to the pages of whoever is here', () => {
    session.value = { state: 'signed-in', me: alex }
    const { unmount } = render(<App />)
    expect(navWords()).toEqual(['Home', 'My plan', 'Goals', 'People', 'Account'])
    unmount()
    session.value = { state: 'signed-in', me: asha }
    render(<App />)
    expect(navWords()).toEqual(['Requests', 'Caseload', 'Rota', 'Team', 'Account'])
  })
})

describe('who has nothing yet', () => {
  const newcomer = { ...alex, is_person: false, record_id: null }

  it('reads what they wait for instead of an empty home, and goes on once they are let in', async () => {
    answerWith({ 'GET /api/waiting': { body: { state: 'waiting', team: null, since: null } } })
    history.replaceState(null, '', '/')
    session.value = { state: 'signed-in', me: newcomer }
    render(<App />)
    await screen.findByRole('heading', { name: 'Nearly there' })
    expect(location.pathname).toBe('/waiting')
    expect(navWords()).toEqual(['Start', 'Help for carers', 'Account'])
    void act(() => {
      session.value = { state: 'signed-in', me: { ...newcomer, is_trusted: true } }
    })
    await waitFor(() => expect(location.pathname).toBe('/support'))
  })
})

describe('what the shell says', () => {
  it('says above the page what was just done at a provider, once', async () => {
    history.replaceState(null, '', '/privacy')
    session.value = { state: 'signed-in', me: alex }
    noteDone('Now press once more.', '/privacy')
    render(<App />)
    screen.getByText('Now press once more.')
    fireEvent.click(screen.getByRole('link', { name: 'Account' }))
    await waitFor(() => expect(screen.queryByText('Now press once more.')).toBeNull())
  })

  it('offers at home to add a sign-in that was proved on this device', () => {
    history.replaceState(null, '', '/')
    session.value = { state: 'signed-in', me: alex }
    notePending('NHS login')
    render(<App />)
    expect(screen.getByText('You have just used NHS login here. Is it yours?')).not.toBeNull()
    expect(screen.getByRole('link', { name: 'Add it to your account, or say no' }).getAttribute('href')).toBe('/account')
    notePending(null)
  })

  it('tells that it is not connected, unless the page does', () => {
    isReached.value = false
    render(<App />)
    screen.getByText(/Not connected/)
    void act(() => {
      saysItself.value = true
    })
    expect(screen.queryByText(/Not connected/)).toBeNull()
  })

  it('tells why nobody is signed in, and that words at /ask were not sent', () => {
    session.value = { state: 'signed-out', because: 'idle' }
    const { unmount } = render(<App />)
    screen.getByText(/nothing happened for 30 minutes/)
    unmount()
    history.replaceState(null, '', '/ask')
    render(<App />)
    screen.getByText(/has NOT been sent/)
  })

  it('asks before a new version takes over, and never over unsent words', () => {
    isUpdateReady.value = true
    const Writing = () => {
      useUnsavedWork(true)
      return null
    }
    render(<><App /><Writing /></>)
    fireEvent.click(screen.getByRole('button', { name: 'Use it now' }))
    screen.getByText('Send or finish what you are writing first.')
    fireEvent.click(screen.getByRole('button', { name: 'Later' }))
    expect(screen.queryByText(/new version/)).toBeNull()
  })

  it('asks whether somebody is still there', () => {
    session.value = { state: 'signed-in', me: alex }
    render(<App />)
    void act(() => {
      idleness.value = 'warned'
    })
    screen.getByRole('alertdialog', { name: 'Are you still there?' })
    fireEvent.click(screen.getByRole('button', { name: 'Stay signed in' }))
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  it('shows whom to ring when the service was not reached', () => {
    history.replaceState(null, '', '/')
    session.value = { state: 'not-reached' }
    render(<App />)
    screen.getByRole('heading', { name: 'We cannot reach Waymark' })
    expect(screen.getAllByText('Ring 999')).not.toHaveLength(0)
  })
})

describe('leaving by the Shift key', () => {
  const press = (...keys: string[]) => keys.forEach((key) => fireEvent.keyDown(window, { key }))

  it('takes three presses with nothing between', () => {
    const leave = vi.fn()
    const stop = listenForShift(leave)
    press('Shift', 'Shift', 'A', 'Shift')
    expect(leave).not.toHaveBeenCalled()
    press('Shift', 'Shift')
    expect(leave).toHaveBeenCalledOnce()
    stop()
  })
})
