import { act, renderHook, waitFor } from '@testing-library/preact'
import { describe, expect, it, vi } from 'vitest'
import { NotReached } from './api'
import { useResource } from './use-resource'
import { useSending } from './use-sending'

describe('reading for a page', () => {
  it('is loading, then ready; a value stays when reading again fails', async () => {
    const read = vi.fn<() => Promise<string>>().mockResolvedValueOnce('one').mockRejectedValueOnce(new NotReached('no signal'))
    const { result } = renderHook(() => useResource(read))
    expect(result.current).toMatchObject({ value: null, isLoading: true })
    await waitFor(() => expect(result.current).toMatchObject({ value: 'one', isLoading: false, error: null }))
    await act(() => result.current.reload())
    expect(result.current.value).toBe('one')
    expect(result.current.error).toBeInstanceOf(NotReached)
  })

  it('never shows one thing under another’s key, nor a late answer over a newer one', async () => {
    const answers: ((value: string) => void)[] = []
    const read = () => new Promise<string>((resolve) => answers.push(resolve))
    const { result, rerender } = renderHook(({ id }: { id: string }) => useResource(read, id), { initialProps: { id: 'a' } })
    await waitFor(() => expect(answers).toHaveLength(1))
    rerender({ id: 'b' })
    await waitFor(() => expect(answers).toHaveLength(2))
    await act(async () => {
      answers[1]!('of b')
      answers[0]!('of a, late')
      await Promise.resolve()
    })
    expect(result.current.value).toBe('of b')
    rerender({ id: 'c' })
    expect(result.current.value).toBeNull()
  })

  it('takes in what a write has just brought', async () => {
    const { result } = renderHook(() => useResource(() => Promise.resolve('old')))
    await waitFor(() => expect(result.current.value).toBe('old'))
    void act(() => result.current.set('new'))
    expect(result.current.value).toBe('new')
  })
})

describe('sending', () => {
  it('sends once however often it is pressed', async () => {
    const work = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 5)))
    const { result } = renderHook(() => useSending())
    let answers: boolean[] = []
    await act(async () => {
      answers = await Promise.all([result.current.send(work), result.current.send(work)])
    })
    expect(work).toHaveBeenCalledOnce()
    expect(answers).toEqual([true, false])
  })

  it('keeps what went wrong until it is tried again', async () => {
    const { result } = renderHook(() => useSending())
    const send = (work: () => Promise<unknown>) => act(async () => {
      await result.current.send(work)
    })
    await send(() => Promise.reject(new NotReached('no signal')))
    expect(result.current.error).toBeInstanceOf(NotReached)
    await send(() => Promise.resolve())
    expect(result.current.error).toBeNull()
  })
})
