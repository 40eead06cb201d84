import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Conversation } from '../shared/api-types'
import { forgetDraft, readDraft } from '../shared/device/drafts'
import { session } from '../shared/session'
import { alex, answerWith, asha, noSignal } from '../shared/testing/answers'
import { ConversationPage } from './ConversationPage'
import { answerWrites, id, note, record, talk, walk, withNotes, written } from './testing/talk'

const read = `GET ${record}/conversations/${id}`
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const why = 'How is this part of your life for you?'
const works = 'What is working, even a little?'
const draftKey = `dialog-plus-${id}`

function show(conversation: Conversation, path = `/working-on/${id}`) {
  table[read] = { body: conversation }
  history.replaceState(null, '', path)
  render(
    <LocationProvider>
      <Router>
        {['/working-on/:id', '/records/:recordId/working-on/:id'].map((each) => <Route key={each} path={each} component={ConversationPage} />)}
      </Router>
    </LocationProvider>,
  )
}
const field = (label: string) => screen.getByLabelText<HTMLTextAreaElement>(label)
const type = (label: string, value: string) => {
  fireEvent.focusIn(field(label))
  fireEvent.input(field(label), { target: { value } })
}
const leave = (label: string) => fireEvent.focusOut(field(label))
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const draft = async () => (await readDraft<Record<string, { words: string } | undefined>>(alex.account_id, draftKey))?.value

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
  for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  answerWith(table)
})
afterEach(async () => {
  cleanup()
  await forgetDraft(alex.account_id, draftKey)
})

describe('writing', () => {
  it('keeps words at once, sends them when the field is left, and then keeps nothing', async () => {
    show(talk)
    await screen.findByLabelText(why)
    answerWrites(/\/notes\//, () => ({ body: table[read] instanceof Error ? null : withNotes({ why: note('Quiet weeks.', 1, 'Alex Morgan') }) }))
    type(why, 'Quiet weeks.')
    await waitFor(async () => expect((await draft())?.['friendships/why']?.words).toBe('Quiet weeks.'))
    leave(why)
    await waitFor(() => expect(written(/\/notes\//)).toEqual([{ area: 'friendships', prompt: 'why', words: 'Quiet weeks.', version: 0, typed_for: 'self' }]))
    await waitFor(async () => expect(await draft()).toBeUndefined())
    expect(field(why).value).toBe('Quiet weeks.')
  })

  it('sends what was typed when somebody stops typing, and the field keeps it', async () => {
    show(talk)
    await screen.findByLabelText(why)
    answerWrites(/\/notes\//, ({ words }) => ({ body: withNotes({ why: note(words as string, 1, 'Alex Morgan') }) }))
    type(why, 'Quiet')
    await waitFor(() => expect(written(/\/notes\//)).toHaveLength(1))
    await screen.findByText('Saved')
    expect(field(why).value).toBe('Quiet')
    // More of it replaces what was just saved, and is no second version beside it.
    type(why, 'Quiet weeks')
    leave(why)
    await waitFor(() => expect(written(/\/notes\//)).toHaveLength(2))
    expect(written(/\/notes\//)[1]).toMatchObject({ words: 'Quiet weeks', version: 1 })
    expect(screen.queryByText('You both wrote something')).toBeNull()
  })

  it('keeps words that could not be sent, says so, and sends them only when told to', async () => {
    show(talk)
    await screen.findByLabelText(why)
    table[read] = noSignal
    answerWrites(/\/notes\//, () => noSignal)
    type(why, 'No bars here.')
    leave(why)
    await screen.findByText('This phone has no signal.')
    await screen.findByText('Some of your words are not sent yet. They are kept on this phone.')
    expect(screen.queryByRole('button', { name: 'Send them now' })).toBeNull()
    table[read] = { body: talk }
    answerWrites(/\/notes\//, () => ({ body: withNotes({ why: note('No bars here.', 1, 'Alex Morgan') }) }))
    dispatchEvent(new Event('online'))
    await screen.findByRole('button', { name: 'Send them now' })
    expect(written(/\/notes\//)).toHaveLength(1)
    press('Send them now')
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Send them now' })).toBeNull())
    expect(written(/\/notes\//)).toHaveLength(2)
    await waitFor(async () => expect(await draft()).toBeUndefined())
  })

  it('keeps nothing of another person’s record on the device', async () => {
    session.value = { state: 'signed-in', me: asha }
    show({ ...talk, my_side: 'worker', is_mine_record: false }, `/records/${alex.record_id ?? ''}/working-on/${id}`)
    await screen.findByLabelText('How is this part of life for Alex?')
    answerWrites(/\/notes\//, () => noSignal)
    type('How is this part of life for Alex?', 'Typed by Asha.')
    leave('How is this part of life for Alex?')
    await screen.findByText(/only on this page/)
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`waymark-${asha.account_id}`)
  })
})

describe('both writing at once', () => {
  const theirs = withNotes({ works: note('The café.', 1) })

  it('never writes over a field that somebody is in, and lets the person choose afterwards', async () => {
    show(talk)
    await screen.findByLabelText(works)
    type(works, 'Sam rings.')
    answerWrites(/\/notes\//, () => ({ status: 409, body: { code: 'dialog_plus.changed', detail: 'Changed.' } }))
    table[read] = { body: theirs }
    await screen.findByText(/Asha has written here too/)
    expect(field(works).value).toBe('Sam rings.')
    leave(works)
    await screen.findByText('You both wrote something')
    screen.getByText('The café.')
    answerWrites(/\/notes\//, ({ words }) => ({ body: withNotes({ works: note(words as string, 2, 'Alex Morgan') }) }))
    press('Keep both')
    await waitFor(() => expect(field(works).value).toBe('The café.\nSam rings.'))
    expect(written(/\/notes\//).at(-1)).toMatchObject({ words: 'The café.\nSam rings.', version: 1 })
  })

  it('shows what the other side wrote where nobody writes here', async () => {
    show(talk)
    await screen.findByLabelText(works)
    table[read] = { body: theirs }
    dispatchEvent(new Event('online'))
    await waitFor(() => expect(field(works).value).toBe('The café.'))
  })
})

describe('moving on', () => {
  const on = { ...talk, place: { area: 'friendships', step: 'looking_forward' as const } }

  it('moves the other device, and says progress in words', async () => {
    show(talk)
    await screen.findByText(/Friendships: step 1 of 4/)
    answerWrites(/\/place$/, () => ({ body: on }))
    press('Next')
    await screen.findByRole('heading', { name: /How it could be/ })
    screen.getByText(/Friendships: step 2 of 4/)
    expect(written(/\/place$/)).toEqual([{ area: 'friendships', step: 'looking_forward' }])
    expect(screen.queryByText(/has moved on/)).toBeNull()
  })

  it('follows the other side, and says so quietly', async () => {
    show(talk)
    await screen.findByLabelText(why)
    table[read] = { body: on }
    dispatchEvent(new Event('online'))
    await screen.findByText('Asha has moved on to Friendships: “How it could be”')
    screen.getByRole('heading', { name: /How it could be/ })
  })

  it('stays while somebody is writing, and offers to go there', async () => {
    show(talk)
    await screen.findByLabelText(why)
    answerWrites(/\/notes\//, () => ({ body: on }))
    type(why, 'I am not done')
    table[read] = { body: on }
    dispatchEvent(new Event('online'))
    await screen.findByRole('button', { name: 'Go there too' })
    expect(field(why).value).toBe('I am not done')
    press('Go there too')
    await screen.findByRole('heading', { name: /How it could be/ })
  })

  it('goes on by itself with no signal', async () => {
    show(talk)
    await screen.findByLabelText(why)
    answerWrites(/\/place$/, () => noSignal)
    press('Next')
    await screen.findByRole('heading', { name: /How it could be/ })
  })
})

describe('one phone for both', () => {
  const waiting = { ...talk, place: { area: 'friendships', step: 'actions' as const }, actions: [{ ...walk, agreed: { person: null, worker: null } }] }

  it('marks who is writing, and what is agreed there as given on this device', async () => {
    session.value = { state: 'signed-in', me: asha }
    show({ ...waiting, my_side: 'worker', is_mine_record: false, people: [talk.people[1]!, { ...talk.people[0]!, is_here: false }] }, `/records/${alex.record_id ?? ''}/working-on/${id}`)
    await screen.findByText('Alex’s phone is not connected.')
    press('Go on with one phone')
    await screen.findByText('Now Alex is writing on Asha’s phone.')
    expect(document.body.classList.contains('wm-dp-covered')).toBe(true)
    answerWrites(/\/agreements\//, () => ({ body: { ...walk, agreed: { person: { at: walk.at, by: 'Asha Begum', how: 'this_device' }, worker: null } } }))
    press('Say yes: Walk to the café')
    await screen.findByText(/You said yes on Asha’s phone\./)
    expect(written(/\/agreements\//)).toEqual([{ version: 1, side: 'person', how: 'this_device' }])
    press('Hand it back to Asha')
    await screen.findByText(/Alex said yes on Asha’s phone\./)
    expect(document.body.classList.contains('wm-dp-covered')).toBe(false)
  })

  it('reads again what was changed before a yes', async () => {
    show(waiting)
    await screen.findByRole('button', { name: 'Say yes: Walk to the café' })
    answerWrites(/\/agreements\//, () => ({ status: 409, body: { code: 'dialog_plus.changed', detail: 'Changed.' } }))
    table[read] = { body: { ...waiting, actions: [{ ...walk, version: 2, words: 'Walk to the park', agreed: { person: null, worker: null } }] } }
    press('Say yes: Walk to the café')
    await screen.findByText(/This was changed a moment ago/)
    await screen.findByText('Walk to the park')
  })

  it('adds something to do, once it is said what', async () => {
    show({ ...waiting, actions: [] })
    await screen.findByRole('button', { name: 'Add it' })
    answerWrites(/\/actions\//, (body) => ({ status: 201, body: { ...walk, words: body.words, due_on: null } }))
    press('Add it')
    await screen.findByText('Write what will be done.')
    fireEvent.input(screen.getByLabelText('What will be done?'), { target: { value: ' Ring Sam ' } })
    screen.getByText(/You have begun to write something/)
    press('Add it')
    await screen.findByRole('button', { name: 'Add another' })
    screen.getByText('Ring Sam')
    expect(written(/\/actions\//)).toEqual([{
      conversation_id: id, area: 'friendships', words: 'Ring Sam', owner: 'person', owner_name: '', due_on: null, is_removed: false, version: 0, typed_for: 'self',
    }])
  })
})

describe('choosing and ending', () => {
  const choosing = { ...talk, place: { area: null, step: 'areas' as const }, areas: [] }

  it('asks for one area at least, and sends what is chosen on top of what was read', async () => {
    show(choosing)
    await screen.findByRole('group', { name: 'You wanted more help with' })
    screen.getByText('Choose at least one.')
    answerWrites(/\/choices\//, ({ areas }) => ({ body: { ...choosing, choice_version: 2, areas: (areas as string[]).map((key) => ({ key, title: key, value: null, notes: {} })) } }))
    fireEvent.click(screen.getByLabelText('Job situation'))
    await screen.findByText('1 chosen, up to three')
    await waitFor(() => expect(written(/\/choices\//)).toHaveLength(1))
    fireEvent.click(screen.getByLabelText('Mental health'))
    await waitFor(() => expect(written(/\/choices\//)).toEqual([{ areas: ['job'], version: 1 }, { areas: ['job', 'mental_health'], version: 2 }]))
  })

  it('ends with a plan', async () => {
    show({ ...talk, place: { area: null, step: 'summary' } })
    await screen.findByRole('button', { name: 'End and make the plan' })
    answerWrites(/\/end$/, () => ({ body: { ...talk, ended_at: walk.at, ended_how: 'finished', plan_id: 'p1' } }))
    press('End and make the plan')
    await waitFor(() => expect(location.pathname).toBe('/plans/p1'))
    expect(written(/\/end$/)).toEqual([{ how: 'finished' }])
  })

  it('says when it has ended on the other phone', async () => {
    show({ ...talk, ended_at: walk.at, ended_how: 'finished', plan_id: 'p1' })
    expect((await screen.findByRole('link', { name: 'Read the plan' })).getAttribute('href')).toBe('/plans/p1')
  })

  it('empties when it may no longer be read', async () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
    show(talk)
    await screen.findByLabelText(why)
    Reflect.deleteProperty(table, read)
    dispatchEvent(new Event('online'))
    await screen.findByText(/We could not get the conversation/)
    expect(screen.queryByText(/Friendships/)).toBeNull()
  })
})
