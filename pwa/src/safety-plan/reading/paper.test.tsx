import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveFile } from '../../shared/save-file'
import { session } from '../../shared/session'
import { alex, answerWith, noSignal } from '../../shared/testing/answers'
import { item, planOf, section } from '../testing/plan'
import { PaperPage } from './PaperPage'

vi.mock('../../shared/save-file', () => ({ saveFile: vi.fn() }))

const record = `/api/records/${alex.record_id ?? ''}/safety-plan`
const sister = item('2', 'Mina', { phone: '07700 900123', note: 'Evenings', has_helped: true })
const plan = planOf([section('people', [sister]), section('distressed', [item('3', 'Sit with me', { group: 'do' }), item('4', 'Crowd me', { group: 'dont' })])])
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
  Object.assign(table, { [`GET ${record}`]: { body: plan }, [`GET ${record}/pdf?paper=sheet`]: { body: 'pdf' }, [`GET ${record}/pdf?paper=card`]: noSignal })
  vi.mocked(saveFile).mockClear()
  answerWith(table)
})
afterEach(cleanup)
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

describe('the plan on paper', () => {
  it('says first that paper can be found by others', async () => {
    render(<PaperPage />)
    await screen.findByText(/Paper can be found and read by others/)
  })

  it('is saved as a file whose name says nothing', async () => {
    render(<PaperPage />)
    await press('Save the sheet as PDF')
    await screen.findByText('It is with your downloads. Print it from there.')
    expect(saveFile).toHaveBeenCalledWith(expect.any(Blob), 'Waymark sheet.pdf')
  })

  it('says what is safe when there is no signal', async () => {
    render(<PaperPage />)
    await press('Save the card as PDF')
    await screen.findByText(/You can also print this page/)
    expect(saveFile).not.toHaveBeenCalled()
  })

  it('is printed from the page: every word of it, its halves and its numbers', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    const { container } = render(<PaperPage />)
    await press('Print now')
    expect(print).toHaveBeenCalledOnce()
    const paper = container.querySelector('.wm-page > .wm-paper')?.textContent ?? ''
    for (const said of ['Alex Morgan’s plan', 'As of 20 November 2026.', 'People I can ask', 'Mina · 07700 900123 · Evenings · has helped', 'Please don’t', 'Crowd me']) {
      expect(paper).toContain(said)
    }
    expect(paper).not.toContain('What sets it off')
  })

  it('is nothing before anything is written', async () => {
    table[`GET ${record}`] = { body: planOf([]) }
    render(<PaperPage />)
    await screen.findByText(/There is nothing in your plan yet/)
    expect(screen.queryByRole('button')).toBeNull()
  })
})
