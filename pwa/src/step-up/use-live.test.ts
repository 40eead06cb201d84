import { renderHook, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError, NotReached, type Changed, type Unchanged } from '../shared/api'
import { delayAfter, pace, useLive } from './use-live'

afterEach(() => vi.useRealTimers())

describe('how often a page asks', () => {
  it('is often at first, then less and less, and never seldom', () => {
    expect(delayAfter(0)).toBe(pace.first)
    expect(delayAfter(1)).toBeGreaterThan(delayAfter(0))
    expect(delayAfter(100)).toBe(pace.most)
  })
})

describe('a live page', () => {
  const answer = (value: number): Changed<number> => ({ changed: true, value, etag: `"${value}"` })
  // A little more than asked for: the page is drawn in a later turn than the answer.
  const drawing = 50
  const turn = async (ms: number) => await vi.advanceTimersByTimeAsync(ms + drawing)

  it('asks with what it has, and begins anew after news', async () => {
    vi.useFakeTimers()
    const poll = vi.fn<(etag: string | null) => Promise<Changed<number> | Unchanged>>().mockResolvedValue({ changed: false }).mockResolvedValueOnce(answer(1))
    const { result } = renderHook(() => useLive(poll))
    await turn(0)
    expect(result.current.value).toBe(1)
    await turn(delayAfter(0))
    expect(poll).toHaveBeenLastCalledWith('"1"')
    await turn(delayAfter(1) - 500)
    expect(poll).toHaveBeenCalledTimes(2)
    dispatchEvent(new Event('online'))
    await turn(0)
    expect(poll).toHaveBeenCalledTimes(3)
  })

  it('rests while nobody looks', async () => {
    vi.useFakeTimers()
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const poll = vi.fn(() => Promise.resolve(answer(1)))
    renderHook(() => useLive(poll))
    await turn(10 * pace.most)
    expect(poll).toHaveBeenCalledTimes(1)
    hidden.mockRestore()
  })

  it('keeps the last value when it cannot reach the service, and goes on asking', async () => {
    vi.useFakeTimers()
    const poll = vi.fn<() => Promise<Changed<number>>>().mockResolvedValueOnce(answer(1)).mockRejectedValueOnce(new NotReached('no')).mockResolvedValue(answer(2))
    const { result } = renderHook(() => useLive(poll))
    await turn(0)
    await turn(delayAfter(0))
    expect(result.current).toMatchObject({ value: 1, isStale: true })
    await turn(pace.most)
    expect(result.current).toMatchObject({ value: 2, isStale: false })
  })

  it('stops when it is refused for good', async () => {
    const poll = vi.fn(() => Promise.reject<Changed<number>>(new ApiError('http.not_found', 404, 'No.')))
    const { result } = renderHook(() => useLive(poll))
    await waitFor(() => expect(result.current.error).toBeInstanceOf(ApiError))
    expect(poll).toHaveBeenCalledTimes(1)
  })
})
