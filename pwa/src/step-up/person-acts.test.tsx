import { screen } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { AfterwardsPage } from './AfterwardsPage'
import { AddNotePage } from './AddNotePage'
import { MyRequestsPage } from './MyRequestsPage'
import { WithdrawPage } from './WithdrawPage'
import { ok, serve, show } from './testing/show'
import { after, alex, asked, may, view } from './testing/views'

function open(Page: () => preact.VNode, end: string, request = view()) {
  const sent = serve((path, { method }) => {
    if (method === 'PUT') return ok(request)
    if (path === '/api/step-ups') {
      return ok({ step_ups: [
        { id: 'q1', state: 'sent', asked_at: asked, closed_at: null, needs_afterwards: false },
        { id: 'q0', state: 'withdrawn', asked_at: after(-6000), closed_at: after(-5000), needs_afterwards: true },
      ] })
    }
    return path === '/api/step-ups/q1' ? ok(request) : undefined
  })
  show(Page, end === '' ? '/my-requests' : `/my-requests/:id${end}`, end === '' ? '/my-requests' : `/my-requests/q1${end}`, alex)
  return () => sent.filter(({ method }) => method === 'PUT')
}
const press = async (name: string) => await userEvent.click(await screen.findByRole('button', { name }))

describe('what a person can do with her request', () => {
  it('takes it back without having to say why', async () => {
    const puts = open(WithdrawPage, '/withdraw')
    await press('Take my request back')
    await screen.findByText('came to /my-requests/q1')
    expect(puts()[0]).toMatchObject({ body: { words: '' } })
    expect(puts()[0]?.path).toContain('/withdrawals/')
  })

  it('adds a note, once there are words in it', async () => {
    const puts = open(AddNotePage, '/note')
    await press('Send the note')
    expect(screen.getAllByText('Write a few words first.')).toHaveLength(2)
    await userEvent.type(screen.getByLabelText('What would you like to add?'), 'It is worse')
    await press('Send the note')
    await screen.findByText('came to /my-requests/q1')
    expect(puts()[0]?.body).toEqual({ words: 'It is worse' })
  })

  it('says how it was', async () => {
    const puts = open(AfterwardsPage, '/afterwards', view({ state: 'closed', may: may('afterwards') }))
    await press('Send my answers')
    expect(puts()).toHaveLength(0)
    await userEvent.click(screen.getByLabelText('Partly'))
    await userEvent.click(screen.getByLabelText('Not sure'))
    await press('Send my answers')
    await screen.findByText('came to /my-requests/q1')
    expect(puts()[0]?.body).toEqual({ got_what_i_needed: 'partly', would_use_again: 'not_sure', words: '' })
  })

  it('finds all her requests, the open one first', async () => {
    open(MyRequestsPage, '')
    expect(await screen.findByRole('heading', { name: 'Open now' })).toBeTruthy()
    expect(screen.getByText('Nobody has answered yet. We go on asking.')).toBeTruthy()
    expect(screen.getByText('Tell us how it was')).toBeTruthy()
  })
})
