import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlanPhoto, SafetyPlan } from '../../shared/api-types'
import { session } from '../../shared/session'
import { alex, answerWith, noSignal } from '../../shared/testing/answers'
import { at, item, planOf, section } from '../testing/plan'
import { PhotosPage } from './PhotosPage'
import { PhotoTrouble, preparePhoto } from './prepare-photo'

vi.mock('./prepare-photo', async (original) => ({ ...(await original<object>()), preparePhoto: vi.fn() }))

type Reply = { status?: number; body?: unknown } | Error
const read = `GET /api/records/${alex.record_id ?? ''}/safety-plan`
const photo = (id: string, more: Partial<PlanPhoto> = {}): PlanPhoto =>
  ({ id, words: `Photo ${id}`, width: 1600, height: 1200, bytes: 300_000, is_private: false, at, ...more })
const image = new Blob(['small'], { type: 'image/jpeg' })
const prepared = { image, width: 1600, height: 1200 }

let plan: SafetyPlan
let writes: Reply[]
let asked: { how: string; body: unknown }[]

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
  plan = planOf([])
  ;[writes, asked] = [[], []]
  vi.mocked(preparePhoto).mockResolvedValue(prepared)
  const table = new Proxy({}, {
    get: (_all, key: string) => {
      if (key === read) return { body: plan }
      return key.startsWith('GET') ? { body: 'image' } : (writes.length > 1 ? writes.shift() : writes[0])
    },
  })
  const fetch = answerWith(table)
  const answer = fetch.getMockImplementation()!
  fetch.mockImplementation((path, init) => {
    if (init?.method !== 'GET') asked.push({ how: `${init?.method ?? ''} ${path as string}`, body: init?.body })
    return answer(path, init)
  })
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:here')
})
afterEach(cleanup)

async function choose(): Promise<void> {
  render(<PhotosPage />)
  const input = await screen.findByLabelText(/^(Add a photo|Choose another photo)$/)
  fireEvent.change(input, { target: { files: [new File(['large'], 'IMG_1.jpg')] } })
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

describe('adding a photo', () => {
  it('says kindly what could be here, and how much room there is', async () => {
    render(<PhotosPage />)
    await screen.findByText(/There is no photo here yet.*There is room for about 12 more photos\./)
    screen.getByText(/Where it was taken is left out before it is sent/)
  })

  it('sends what was made on the device, then its words; only she sees it unless she says otherwise', async () => {
    writes = [{ status: 201, body: photo('new') }]
    await choose()
    expect((await screen.findByRole('radio', { name: 'Only me' })).matches(':checked')).toBe(true)
    fireEvent.input(screen.getByLabelText(/What is on it/), { target: { value: 'Our dog' } })
    await press('Keep this photo')
    await screen.findByText('Your photo is kept.')
    expect(asked.map(({ how }) => how)).toEqual([
      expect.stringMatching(/^PUT \/api\/my-plan\/photos\/[0-9a-f-]{36}$/),
      expect.stringMatching(/^PUT \/api\/my-plan\/photos\/[0-9a-f-]{36}\/words$/),
    ])
    expect(asked[0]!.body).toBe(image)
    expect(JSON.parse(asked[1]!.body as string)).toEqual({ words: 'Our dog', is_private: true })
  })

  it('loses nothing without a signal: the same photo is sent again under the same id', async () => {
    writes = [noSignal, { status: 201, body: photo('new') }]
    await choose()
    fireEvent.input(await screen.findByLabelText(/What is on it/), { target: { value: 'Our dog' } })
    await press('Keep this photo')
    await screen.findByText(/The photo is still here/)
    await press('Keep this photo')
    await screen.findByText('Your photo is kept.')
    expect(asked[1]).toEqual(asked[0])
  })

  it.each([
    ['not-a-photo', /This file is not a photo/], ['damaged', /This photo is damaged/], ['other-kind', /Take a screenshot/],
    ['too-large', /too large for this phone/], ['no-room', /Take another one away first/],
  ] as const)('says in plain words what is wrong with a file: %s', async (why, said) => {
    vi.mocked(preparePhoto).mockRejectedValue(new PhotoTrouble(why))
    await choose()
    expect((await screen.findByRole('alert')).textContent).toMatch(said)
    screen.getByLabelText('Choose another photo')
    expect(asked).toEqual([])
  })

  it('offers no photo when the shelf is full', async () => {
    plan = planOf([], { photos: [photo('p1')], photo_bytes_left: 0 })
    render(<PhotosPage />)
    await screen.findByText(/There is no more room: 5 MB in all/)
    expect(screen.queryByLabelText('Add a photo')).toBeNull()
  })

  it('says when nobody sees the section in which it stands', async () => {
    plan = planOf([section('going', [item('i', 'My sister')], { audience: 'mine' })])
    await choose()
    await screen.findByText(/for now nobody else sees the photo/)
  })
})

describe('a photo that is kept', () => {
  beforeEach(() => {
    plan = planOf([], { photos: [photo('p1', { words: '', is_private: true }), photo('p2')] })
    writes = [{ body: photo('p2') }]
  })

  it('is shown with its words and who sees it', async () => {
    render(<PhotosPage />)
    await screen.findByRole('img', { name: 'Photo p2' })
    screen.getByText('Nothing is written about it.')
    screen.getByText('Only you see this.')
  })

  it('gets other words and other eyes', async () => {
    render(<PhotosPage />)
    await press('Words and who sees it: photo 1')
    fireEvent.click(screen.getByRole('radio', { name: /^Whoever sees/ }))
    await press('Save')
    await screen.findByText('Saved.')
    expect(JSON.parse(asked[0]!.body as string)).toEqual({ words: '', is_private: false })
  })

  it('goes only after a second look', async () => {
    render(<PhotosPage />)
    await press('Take it away: Photo p2')
    await press('Keep it')
    expect(asked).toEqual([])
    writes = [{ status: 204 }]
    await press('Take it away: Photo p2')
    await press('Yes, take it away')
    await screen.findByText('The photo is gone.')
    await waitFor(() => expect(asked.map(({ how }) => how)).toEqual(['DELETE /api/my-plan/photos/p2']))
  })
})
