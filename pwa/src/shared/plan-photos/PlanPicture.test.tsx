import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerWith } from '../testing/answers'
import { PlanPicture } from './PlanPicture'
import { readPlanPhoto } from './read'

const photo = { id: 'p1', words: 'Our dog on the beach', width: 1600, height: 1200 }
const image = new Blob(['image'], { type: 'image/jpeg' })
const made = vi.fn(() => 'blob:here')
const givenBack = vi.fn()

beforeEach(() => {
  made.mockClear()
  givenBack.mockClear()
  vi.spyOn(URL, 'createObjectURL').mockImplementation(made)
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(givenBack)
})
afterEach(cleanup)

describe('a photo', () => {
  it('has its place before it comes, and its words for who cannot see it', async () => {
    const { container } = render(<PlanPicture photo={photo} read={() => Promise.resolve(image)} />)
    expect(container.querySelector('svg')?.getAttribute('viewBox')).toBe('0 0 1600 1200')
    const shown = await screen.findByRole('img', { name: 'Our dog on the beach' })
    expect(shown.getAttribute('src')).toBe('blob:here')
    expect([shown.getAttribute('width'), shown.getAttribute('height')]).toEqual(['1600', '1200'])
  })

  it('gives its memory back when it goes', async () => {
    made.mockReturnValueOnce('blob:once')
    const { unmount } = render(<PlanPicture photo={photo} read={() => Promise.resolve(image)} />)
    await screen.findByRole('img')
    expect(givenBack).not.toHaveBeenCalledWith('blob:once')
    unmount()
    await waitFor(() => expect(givenBack).toHaveBeenCalledWith('blob:once'))
  })

  it('takes no memory for a photo that comes when nobody looks any more', async () => {
    let arrive: (image: Blob) => void = () => undefined
    const coming = new Promise<Blob>((done) => { arrive = done })
    const { unmount } = render(<PlanPicture photo={photo} read={() => coming} />)
    await act(() => void unmount())
    arrive(image)
    await coming
    expect(made).not.toHaveBeenCalled()
  })

  it('says when it could not be had, and tries again', async () => {
    const read = vi.fn<() => Promise<Blob>>().mockRejectedValueOnce(new Error('no signal')).mockResolvedValue(image)
    render(<PlanPicture photo={{ ...photo, words: '' }} read={read} />)
    await screen.findByText('We could not get this photo. It is still kept.')
    fireEvent.click(screen.getByRole('button', { name: 'Try again: A photo' }))
    await screen.findByRole('img', { name: 'A photo' })
  })

  it('comes from the record through the API', async () => {
    const fetch = answerWith({ 'GET /api/records/r1/safety-plan/photos/p1': { body: 'image' } })
    expect(await (await readPlanPhoto('r1', 'p1')).text()).toBe('"image"')
    expect(fetch).toHaveBeenCalledOnce()
  })
})
