import { fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as kept from '../../shared/device/kept'
import { forgetMark, setMark } from '../../shared/device/kept/mark'
import { keptTrouble } from '../../shared/device/kept/trouble'
import { session } from '../../shared/session'
import { alex, answerWith } from '../../shared/testing/answers'
import { keptPlan } from '../../shared/testing/kept'
import { NowPage } from './NowPage'
import { PhonePage } from './PhonePage'
import { words } from './words'

vi.mock('../../shared/device/kept', async (original) => ({
  ...(await original<typeof kept>()),
  openKept: vi.fn(), unlockWithPin: vi.fn(), unlockWithPasskey: vi.fn(), keepPlan: vi.fn(), removeKept: vi.fn(() => Promise.resolve()),
}))

const phones = [
  { id: 'p1', device: 'Chrome on Android', kept_at: '2026-11-20T09:00:00Z', seen_at: '2026-11-22T09:00:00Z', is_this: true },
  { id: 'p2', device: 'Safari on iPhone', kept_at: '2026-11-20T09:00:00Z', seen_at: '2026-11-21T09:00:00Z', is_this: false },
]
const open = (page: preact.ComponentChild) => render(<LocationProvider>{page}</LocationProvider>)
const mark = { accountId: alex.account_id, how: 'pin', asOf: '2026-11-22T10:02:00Z', phoneId: 'p1' } as const

beforeEach(() => {
  forgetMark()
  keptTrouble.value = null
  vi.mocked(kept.keepPlan).mockReset()
  session.value = { state: 'signed-in', me: alex }
  answerWith({ 'GET /api/my-plan/phones': { body: { phones } }, 'DELETE /api/my-plan/phones/p2': { status: 204 } })
})

describe('choosing how this phone keeps it', () => {
  it('asks for one of four, and takes nothing for granted', async () => {
    open(<PhonePage />)
    expect(screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).checked)).not.toContain(true)
    fireEvent.click(screen.getByRole('button', { name: words.save }))
    expect(await screen.findAllByText(words.chooseOne)).not.toHaveLength(0)
    expect(kept.keepPlan).not.toHaveBeenCalled()
  })

  it('keeps it at once, says where it is, and that it may be cleared away', async () => {
    vi.mocked(kept.keepPlan).mockResolvedValue({ state: 'kept', isPersistent: false })
    open(<PhonePage />)
    fireEvent.click(screen.getByLabelText(words.choices.open.label))
    fireEvent.click(screen.getByRole('button', { name: words.save }))
    await screen.findByText(words.done.open)
    expect(screen.getByText(words.notForEver)).toBeTruthy()
    expect(kept.keepPlan).toHaveBeenCalledWith('open', undefined)
  })

  it('takes a PIN only when it is good and written twice', async () => {
    vi.mocked(kept.keepPlan).mockResolvedValue({ state: 'kept', isPersistent: true })
    open(<PhonePage />)
    fireEvent.click(screen.getByLabelText(words.choices.pin.label))
    const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
    type(words.pinLabel, 'heron42')
    type(words.pinAgain, 'heron43')
    fireEvent.click(screen.getByRole('button', { name: words.save }))
    expect(await screen.findAllByText(words.faults.differs)).not.toHaveLength(0)
    type(words.pinAgain, 'heron42')
    fireEvent.click(screen.getByRole('button', { name: words.save }))
    await screen.findByText(words.done.pin)
    expect(kept.keepPlan).toHaveBeenCalledWith('pin', { pin: 'heron42' })
  })

  it.each(['storage', 'prf', 'not-reached', 'cancelled'] as const)('says what is so when it is refused: %s', async (because) => {
    vi.mocked(kept.keepPlan).mockResolvedValue({ state: 'refused', because })
    open(<PhonePage />)
    fireEvent.click(screen.getByLabelText(words.choices.open.label))
    fireEvent.click(screen.getByRole('button', { name: words.save }))
    await screen.findByText(words.refused[because])
  })

  it('keeps a lost one again with one tap', async () => {
    keptTrouble.value = 'lost'
    vi.mocked(kept.keepPlan).mockResolvedValue({ state: 'kept', isPersistent: true })
    open(<PhonePage />)
    fireEvent.click(screen.getByRole('button', { name: words.keepAgain }))
    await screen.findByText(words.done.open)
  })

  it('has another phone forget it, and removes it here', async () => {
    open(<PhonePage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Forget: Safari on iPhone' }))
    await screen.findByText(words.forgotten('Safari on iPhone'))
    fireEvent.click(screen.getByRole('button', { name: words.forgetHere }))
    await screen.findByText(words.done.none)
    expect(kept.removeKept).toHaveBeenCalledOnce()
  })
})

describe('the copy', () => {
  it('is shown with its day, its numbers and the way on', async () => {
    vi.mocked(kept.openKept).mockResolvedValue({ state: 'open', kept: keptPlan })
    open(<NowPage />)
    await screen.findByText('Walk by the canal')
    expect(screen.getByText('As of Sunday 22 November 2026 at 10:02.')).toBeTruthy()
    expect(screen.getByRole('link', { name: words.use }).getAttribute('href')).toBe('/my-plan/use')
    expect(document.querySelector('a[href="tel:07700900123"]')).not.toBeNull()
  })

  it('behind a PIN: says when it is wrong, waits, and shows the way back', async () => {
    session.value = { state: 'signed-out' }
    setMark(mark)
    vi.mocked(kept.openKept).mockResolvedValue({ state: 'locked', how: 'pin', waitSeconds: 0 })
    vi.mocked(kept.unlockWithPin).mockResolvedValueOnce({ state: 'wrong', waitSeconds: 0 }).mockResolvedValueOnce({ state: 'wrong', waitSeconds: 60 }).mockResolvedValueOnce({ state: 'open', kept: keptPlan })
    open(<NowPage />)
    const tryPin = async () => {
      fireEvent.input(await screen.findByLabelText(words.pinField), { target: { value: 'heron43' } })
      fireEvent.click(screen.getByRole('button', { name: words.open }))
    }
    await tryPin()
    await screen.findByText(words.pinWrong)
    expect(screen.getByRole('link', { name: words.signIn }).getAttribute('href')).toBe('/')
    await tryPin()
    await screen.findByText(words.pinWait('1 minute'))
    expect(document.querySelector('a[href="tel:999"]')).not.toBeNull()
    await tryPin()
    await screen.findByText('Walk by the canal')
  })

  it.each([['none', words.noneTitle], ['lost', words.lostTitle]] as const)('says plainly that there is %s', async (state, title) => {
    vi.mocked(kept.openKept).mockResolvedValue({ state })
    open(<NowPage />)
    await screen.findByRole('heading', { name: title })
    expect(document.querySelector('a[href="tel:999"]')).not.toBeNull()
  })

  it('goes from the page when it is removed on another', async () => {
    setMark(mark)
    vi.mocked(kept.openKept).mockResolvedValueOnce({ state: 'open', kept: keptPlan }).mockResolvedValue({ state: 'none' })
    open(<NowPage />)
    await screen.findByText('Walk by the canal')
    forgetMark()
    await waitFor(() => expect(screen.queryByText('Walk by the canal')).toBeNull())
  })
})
