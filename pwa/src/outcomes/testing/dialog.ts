/** A questionnaire and answers to it, for tests. */
import type { Instrument, InstrumentItem, Outcomes, QuestionnaireResponse } from '../../shared/api-types'

const satisfied = ['totally dissatisfied', 'very dissatisfied', 'fairly dissatisfied', 'in the middle', 'fairly satisfied', 'very satisfied', 'totally satisfied']

export const item = (key: string, words: string, more: Partial<InstrumentItem> = {}): InstrumentItem => ({
  key, code: null, words, question: `How satisfied are you with your ${words.toLowerCase()}?`, group: 'life', low: 1, high: 7,
  labels: satisfied.map((label, index) => ({ value: index + 1, words: label })), help_question: 'Do you want more help with this?', is_compared: true, ...more,
})

/** Three questions of DIALOG: enough for the first, one in the middle, and the last. */
export const dialog: Instrument = {
  key: 'dialog', version: '1', title: 'How my life is going', explains: 'Short questions about your life.', minutes: 4, stem: null,
  skip_reasons: ['not_answered', 'does_not_apply', 'rather_not_say'],
  items: [item('mental_health', 'Mental health'), item('job', 'Job situation'), item('meetings', 'Meetings', { group: 'treatment', is_compared: false })],
  groups: [{ key: 'life', title: 'My life' }, { key: 'treatment', title: 'My care' }],
  scores: [{ key: 'quality_of_life', title: 'My life', low: 1, high: 7 }],
  change: { item: 1, score: null }, every_days: 183, source: 'The DIALOG scale.', licence: 'Free.',
}

export const response = (id: string, at: string, values: (number | null)[], more: Partial<QuestionnaireResponse> = {}): QuestionnaireResponse => ({
  id, instrument: 'dialog', version: '1', answered_at: at, entered_by: 'Alex Morgan', how: 'alone', is_mine: true, is_private: false, words: '',
  answers: dialog.items.map(({ key }, index) => ({ item: key, value: values[index] ?? null, skipped: values[index] === null ? 'not_answered' : null, wants_help: null })),
  scores: [], ...more,
})

const lasts = [3, 4, 6]
const nows = [5, 4, null]
export const march = response('r1', '2026-03-10T10:00:00Z', lasts)
export const november = response('r2', '2026-11-20T10:00:00Z', nows, { words: 'A better week.' })

export const twice: Outcomes = {
  instrument: dialog, count: 2, latest: november, previous: march, first: march, times: [march, november].map(({ id, answered_at: at }) => ({ response_id: id, at })),
  items: dialog.items.map(({ key, words, group, is_compared }, index) => ({
    item: key, words, group, is_compared,
    values: [march, november].map(({ answers }) => answers[index]!.value),
    since_previous: key === 'mental_health' ? { by: 2, is_reliable: true, words: 'up by 2 since March' } : null,
    since_first: key === 'mental_health' ? { by: 2, is_reliable: true, words: 'up by 2 since March' } : null,
  })),
  scores: [{
    key: 'quality_of_life', title: 'My life', low: 1, high: 7, values: [3.5, null], counts: [2, 1],
    latest: { key: 'quality_of_life', title: 'My life', value: null, n: 1, of: 2, words: 'Not enough answers' },
  }],
  going_well: [{ item: 'mental_health', words: 'Mental health: fairly satisfied, up by 2 since March.' }],
  others: [], may_add: true,
}

export const never: Outcomes = {
  ...twice, count: 0, latest: null, previous: null, first: null, times: [], going_well: [],
  items: twice.items.map((one) => ({ ...one, values: [], since_previous: null, since_first: null })),
  scores: twice.scores.map((one) => ({ ...one, values: [], counts: [], latest: null })),
}
